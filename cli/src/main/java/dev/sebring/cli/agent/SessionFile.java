package dev.sebring.cli.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the conversations of {@code sebring agent --session} are kept, for this user alone. */
final class SessionFile {
  private SessionFile() {}

  /**
   * In the directory that the XDG specification names for state, which is made if it is missing.
   */
  static Path path() throws IOException {
    String state = System.getenv("XDG_STATE_HOME");
    Path base =
        state == null || !state.startsWith("/")
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    Path directory = base.resolve("sebring");
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return directory.resolve("agent.db");
  }
}
