package dev.sebring.sandbox.guest;

import static java.util.Objects.requireNonNull;

/**
 * A user of the sandbox, from its {@code /etc/passwd}. Immutable and thread-safe.
 *
 * @param name the decimal id if the file has none
 */
public record GuestUser(long uid, long gid, String name, GuestPath home, GuestPath shell) {
  public GuestUser {
    requireNonNull(name, "name");
    requireNonNull(home, "home");
    requireNonNull(shell, "shell");
  }
}
