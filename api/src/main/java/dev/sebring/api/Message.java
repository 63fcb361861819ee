package dev.sebring.api;

/**
 * An answer for people (Daytona API v0).
 *
 * <pre>{@code
 * {"message":"PTY session main deleted"}
 * }</pre>
 */
public record Message(String message) {
  public Message {
    Required.key(message, "message");
  }
}
