package dev.sebring.server;

import dev.sebring.sandbox.Backend;
import dev.sebring.sandbox.InstallationId;
import java.nio.file.Path;

/** Opens the backend of a server once the server owns the state directory; the server closes it. */
@FunctionalInterface
public interface BackendFactory {
  /**
   * @param stateDirectory of the server; the backend makes a directory of its own in it
   * @throws dev.sebring.sandbox.BackendException if this host cannot run it
   */
  Backend open(Path stateDirectory, InstallationId installation);
}
