package dev.sebring.server.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Map;

/**
 * A request that nobody honest sends. {@code $KEY} and {@code $ID} in its text stand for a valid
 * key and a sandbox that is there; a character is a byte.
 *
 * @param name what is wrong with it
 * @param status of the answer
 */
record HostileRequest(String name, int status, String text) {
  private static final String KEY = "Authorization: Bearer $KEY\r\n";

  /** Exactly these bytes. */
  static HostileRequest raw(String name, int status, String... lines) {
    return new HostileRequest(name, status, String.join("\r\n", lines));
  }

  /** A call without a body, with a valid key. */
  static HostileRequest call(String name, int status, String methodAndTarget) {
    return new HostileRequest(
        name,
        status,
        methodAndTarget + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + KEY + "\r\n");
  }

  /** A call with a body of exactly these bytes, with a valid key. */
  static HostileRequest body(
      String name, int status, String methodAndTarget, String type, String body) {
    String head =
        "Host: a\r\nConnection: close\r\n"
            + KEY
            + "Content-Type: "
            + type
            + "\r\nContent-Length: "
            + body.length();
    return new HostileRequest(
        name, status, methodAndTarget + " HTTP/1.1\r\n" + head + "\r\n\r\n" + body);
  }

  static HostileRequest json(String name, int status, String methodAndTarget, String body) {
    return body(name, status, methodAndTarget, "application/json", body);
  }

  /** A POST to the toolbox of the sandbox that is there. */
  static HostileRequest toolbox(String name, int status, String path, String body) {
    return json(name, status, "POST /toolbox/$ID" + path, body);
  }

  /** The same with a form whose boundary is {@code b}. */
  static HostileRequest form(String name, int status, String path, String body) {
    return body(name, status, "POST /toolbox/$ID" + path, "multipart/form-data; boundary=b", body);
  }

  byte[] bytes(Map<String, String> values) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace(value.getKey(), value.getValue());
    }
    return filled.getBytes(ISO_8859_1);
  }

  @Override
  public String toString() {
    return name;
  }
}
