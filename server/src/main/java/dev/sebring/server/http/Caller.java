package dev.sebring.server.http;

import static java.util.Objects.requireNonNull;

/**
 * Whoever a valid key stands for. Immutable and thread-safe.
 *
 * @param userId whose key it is
 * @param keyName of the key
 */
public record Caller(String userId, String keyName) {
  public Caller {
    requireNonNull(userId, "userId");
    requireNonNull(keyName, "keyName");
  }
}
