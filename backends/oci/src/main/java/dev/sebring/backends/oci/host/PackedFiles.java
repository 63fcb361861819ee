package dev.sebring.backends.oci.host;

import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files of the class path: our programs, and the recipe of the default snapshot. */
public final class PackedFiles {
  private PackedFiles() {}

  /** The whole of a resource, by its absolute name. */
  public static byte[] read(String resource) {
    try (InputStream in = PackedFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new BackendException(
            Kind.UNSUPPORTED,
            "not in the class path: " + resource + "; build the project with make");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw Failures.of("read " + resource, e);
    }
  }

  public static String readText(String resource) {
    return new String(read(resource), StandardCharsets.UTF_8);
  }

  /**
   * Writes a program, mode 0755, replacing an older one in one step, so that whoever runs the older
   * one keeps it.
   */
  public static void install(byte[] program, Path path) {
    try {
      Path fresh = Files.createTempFile(path.getParent(), path.getFileName().toString(), ".new");
      Files.write(fresh, program);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Failures.of("write " + path, e);
    }
  }
}
