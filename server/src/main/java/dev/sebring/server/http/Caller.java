package dev.sebring.server.http;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * Whoever a valid key stands for. Immutable and thread-safe.
 *
 * @param userId whose key it is
 * @param keyName of the key
 * @param permissions what the key may do, e.g. {@code write:sandboxes}
 */
public record Caller(String userId, String keyName, Set<String> permissions) {
  public Caller {
    requireNonNull(userId, "userId");
    requireNonNull(keyName, "keyName");
    permissions = Set.copyOf(permissions);
  }

  /**
   * @throws ApiException 403 if the key may not do this
   */
  public void require(String permission) {
    if (!permissions.contains(permission)) {
      throw ApiException.forbidden(
          "the API key \""
              + keyName
              + "\" lacks the permission "
              + permission
              + ": use another, or create one that has it");
    }
  }
}
