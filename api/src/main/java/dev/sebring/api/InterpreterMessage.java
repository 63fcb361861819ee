package dev.sebring.api;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A message of the server on {@code /process/interpreter/execute} (Daytona API v0, contract 3.5).
 *
 * <pre>{@code
 * {"type":"stdout","text":"hello\n"}
 * {"type":"error","name":"ValueError","value":"boom","traceback":"Traceback ..."}
 * {"type":"result","text":"[1, 2]","json":[1,2]}
 * {"type":"control","text":"completed"}
 * }</pre>
 *
 * @param type {@code stdout}, {@code stderr}, {@code error}, {@code control}, or our addition
 *     {@code result}
 * @param text of all but errors
 * @param name of an error: its class
 * @param value of an error: its message
 * @param traceback of an error, one frame a line
 * @param json a result's value, if it has a JSON form
 * @param html how a result shows itself in a page, if it can
 * @param png the same as an image, in base64
 */
public record InterpreterMessage(
    String type,
    @Nullable String text,
    @Nullable String name,
    @Nullable String value,
    @Nullable String traceback,
    @Nullable JsonNode json,
    @Nullable String html,
    @Nullable String png) {
  public static final String STDOUT = "stdout";
  public static final String STDERR = "stderr";
  public static final String ERROR = "error";
  public static final String RESULT = "result";
  public static final String CONTROL = "control";

  public InterpreterMessage {
    Required.key(type, "type");
  }

  /** One that has a text only. */
  public static InterpreterMessage of(String type, String text) {
    return new InterpreterMessage(type, text, null, null, null, null, null, null);
  }

  /** One of an error. */
  public static InterpreterMessage error(String name, String value, String traceback) {
    return new InterpreterMessage(ERROR, null, name, value, traceback, null, null, null);
  }
}
