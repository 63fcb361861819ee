package dev.sebring.testkit.backend;

import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The guest as the {@code sebring-guest} artifact carries it. */
final class GuestProgram {
  private static final String RESOURCE = "/dev/sebring/guest/linux-x86_64/guest";

  private GuestProgram() {}

  /**
   * Puts the program at a path, over an older one, where processes that run the older one keep it.
   */
  static void installAt(Path path) throws IOException {
    try (InputStream in = GuestProgram.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new BackendException(
            Kind.UNSUPPORTED,
            "no guest program in the class path at " + RESOURCE + "; build the module guest");
      }
      Path fresh = Files.createTempFile(path.toAbsolutePath().getParent(), "guest", ".new");
      Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
