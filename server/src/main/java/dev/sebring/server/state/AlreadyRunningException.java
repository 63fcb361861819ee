package dev.sebring.server.state;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;

/** Another server owns the state directory: use that one. Immutable. */
public final class AlreadyRunningException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient RunningServer server;

  AlreadyRunningException(Path directory, RunningServer server) {
    super(
        "the state directory "
            + directory
            + " is in use by the server at "
            + server
            + ": use that one, end it, or choose another directory (SEBRING_HOME)");
    this.server = requireNonNull(server, "server");
  }

  public RunningServer server() {
    return server;
  }
}
