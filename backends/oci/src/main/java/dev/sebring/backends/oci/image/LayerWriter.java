package dev.sebring.backends.oci.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes a layer of root's files that all may read, whatever the umask. Not thread-safe. */
final class LayerWriter {
  private final Path root;

  /** The directory must exist. */
  LayerWriter(Path root) throws IOException {
    this.root = root;
    setMode(root, "rwxr-xr-x");
  }

  void directory(String name) throws IOException {
    Path directory = root;
    for (Path part : Path.of(name)) {
      directory = directory.resolve(part);
      if (!Files.isDirectory(directory)) {
        Files.createDirectory(directory);
        setMode(directory, "rwxr-xr-x");
      }
    }
  }

  void file(String name, byte[] content, boolean executable) throws IOException {
    Path path = root.resolve(name);
    int slash = name.lastIndexOf('/');
    if (slash > 0) {
      directory(name.substring(0, slash));
    }
    Files.write(path, content);
    setMode(path, executable ? "rwxr-xr-x" : "rw-r--r--");
  }

  private static void setMode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }
}
