package dev.sebring.sandbox;

import static java.util.Objects.requireNonNull;

/**
 * What a snapshot says about the sandboxes made from it. Immutable and thread-safe.
 *
 * @param user name of the user that commands run as unless asked otherwise
 * @param workDir absolute directory where relative paths start; empty: the user's home, as the
 *     sandbox's guest tells it
 */
public record SnapshotConfig(String user, String workDir) {
  public SnapshotConfig {
    requireNonNull(user, "user");
    requireNonNull(workDir, "workDir");
  }
}
