package dev.sebring.tools;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a model from deleting the root, the home directory, or one above it, however the path is
 * written. Where a path really leads only the sandbox knows, so that is asked there; the last part
 * itself is not followed, since of a link the link is deleted.
 */
final class DeletionGuard {
  private DeletionGuard() {}

  /** Why {@code path} must not be deleted; {@code null} if it may. */
  static @Nullable String refusal(Runner runner, String home, String path, Duration timeout) {
    String name = RemotePath.name(path);
    boolean plain = !name.isEmpty() && !name.equals("..");
    String followed = plain ? RemotePath.parent(path) : path;
    Ran ran =
        runner.command(
            "realpath " + RemotePath.quote(followed) + " && realpath " + RemotePath.quote(home),
            new Place("/", null),
            timeout);
    String[] lines = ran.output().split("\n");
    if (ran.exitCode() != 0 || lines.length != 2) {
      return "Could not find out where "
          + path
          + " leads: "
          + ran.output().strip()
          + ". Use list_files to see what is there.";
    }
    String target = plain ? (lines[0].equals("/") ? "" : lines[0]) + "/" + name : lines[0];
    if (RemotePath.isAtOrAbove(target, home) || RemotePath.isAtOrAbove(target, lines[1])) {
      return "Refused to delete "
          + path
          + ": it is the home directory, or has it inside. Delete what is in it one by one.";
    }
    return null;
  }
}
