package dev.sebring.backends.oci.disk;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/** Where a sandbox's disk is. Immutable and thread-safe. */
public sealed interface Disk {
  Path path();

  /** A directory of a file system that holds the limit. */
  record Directory(Path path) implements Disk {
    public Directory {
      requireNonNull(path, "path");
    }
  }

  /** A file with an ext4 file system, to be mounted where only the sandbox sees it. */
  record Image(Path path) implements Disk {
    public Image {
      requireNonNull(path, "path");
    }
  }
}
