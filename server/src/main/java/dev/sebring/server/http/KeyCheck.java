package dev.sebring.server.http;

import java.util.Optional;

/**
 * Knows the API keys. Implementations are thread-safe and do not reveal by their timing how much of
 * a key is right.
 */
@FunctionalInterface
public interface KeyCheck {
  /** Whose key this is; empty if it is unknown, revoked or expired. */
  Optional<Caller> check(String key);
}
