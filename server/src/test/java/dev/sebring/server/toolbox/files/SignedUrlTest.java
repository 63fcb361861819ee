package dev.sebring.server.toolbox.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.server.toolbox.ToolboxServer;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signatures are made here as a client makes them. */
class SignedUrlTest {
  private static final long SOON = Instant.now().getEpochSecond() + 3600;
  private static ToolboxServer toolbox;

  @BeforeAll
  static void start() {
    toolbox = new ToolboxServer(true);
  }

  @AfterAll
  static void stop() {
    toolbox.close();
  }

  @Test
  void aSignedUrlNeedsNoKey() throws Exception {
    Files.writeString(home("a b+c.txt"), "content");
    Answer down = download("a b+c.txt", SOON, signature(key(), "GET", "a b+c.txt", SOON));
    assertThat(down.status()).isEqualTo(200);
    assertThat(down.body()).isEqualTo("content");
    assertThat(download("a b+c.txt", 0, signature(key(), "GET", "a b+c.txt", 0)).status())
        .isEqualTo(200);
    Answer up = upload("up.txt", signature(key(), "POST", "up.txt", SOON));
    assertThat(up.status()).isEqualTo(200);
    assertThat(home("up.txt")).hasContent("new");
  }

  @Test
  void aSignatureIsWorthNothingForAnythingElse() throws Exception {
    Files.writeString(home("one"), "1");
    Files.writeString(home("two"), "2");
    String one = signature(key(), "GET", "one", SOON);
    assertThat(download("one", SOON, one).status()).isEqualTo(200);
    assertThat(download("two", SOON, one).status()).isEqualTo(401);
    assertThat(download("./one", SOON, one).status()).isEqualTo(401);
    assertThat(download("one", SOON + 1, one).status()).isEqualTo(401);
    assertThat(download("one", SOON, one.replace("v1_", "v2_")).status()).isEqualTo(401);
    assertThat(download("one", SOON, "").status()).isEqualTo(401);
    assertThat(upload("one", one).status()).isEqualTo(401);
    assertThat(home("one")).hasContent("1");
    Answer listing =
        toolbox.withoutKey(
            "GET",
            "/files?path=one&expires=" + SOON + "&signature=" + one,
            BodyPublishers.noBody());
    assertThat(listing.status()).isEqualTo(401);
    Answer wrong = download("two", SOON, one);
    assertThat(wrong.text("message")).contains("wrong or has expired");
    assertThat(wrong.text("code")).isEqualTo("UNAUTHORIZED");
  }

  @Test
  void anExpiredUrlIsRefused() throws Exception {
    Files.writeString(home("old"), "");
    long past = Instant.now().getEpochSecond() - 1;
    assertThat(download("old", past, signature(key(), "GET", "old", past)).status()).isEqualTo(401);
  }

  @Test
  void aNewKeyEndsWhatTheOldOneSigned() throws Exception {
    Files.writeString(home("f"), "");
    String old = key();
    assertThat(key()).isEqualTo(old);
    Answer rotated = toolbox.control("POST", "/signing-key/rotate");
    assertThat(rotated.status()).isEqualTo(200);
    assertThat(rotated.json().isTextual()).isTrue();
    assertThat(key()).isEqualTo(rotated.json().asText()).isNotEqualTo(old);
    assertThat(download("f", SOON, signature(old, "GET", "f", SOON)).status()).isEqualTo(401);
    assertThat(download("f", SOON, signature(key(), "GET", "f", SOON)).status()).isEqualTo(200);
  }

  private static String key() {
    Answer answer = toolbox.control("GET", "/signing-key");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().get("content-type")).containsExactly("application/json");
    assertThat(answer.json().isTextual()).isTrue();
    return answer.json().asText();
  }

  private static String signature(String key, String method, String path, long expires)
      throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
    byte[] hmac = mac.doFinal(("v1:files:" + method + ":" + path + ":" + expires).getBytes(UTF_8));
    return "v1_" + Base64.getUrlEncoder().withoutPadding().encodeToString(hmac);
  }

  private static Answer download(String path, long expires, String signature) {
    return toolbox.withoutKey(
        "GET", "/files/download?" + query(path, expires, signature), BodyPublishers.noBody());
  }

  private static Answer upload(String path, String signature) {
    byte[] form = new Form().file("file", "new".getBytes(UTF_8)).bytes();
    return toolbox.withoutKey(
        "POST",
        "/files/upload-v2?" + query(path, SOON, signature),
        BodyPublishers.ofByteArray(form),
        "Content-Type",
        Form.CONTENT_TYPE);
  }

  private static String query(String path, long expires, String signature) {
    return "path="
        + ToolboxServer.encoded(path)
        + "&expires="
        + expires
        + "&signature="
        + ToolboxServer.encoded(signature);
  }

  private static Path home(String file) {
    return toolbox.home().resolve(file);
  }
}
