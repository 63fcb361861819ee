package dev.sebring.backends.oci;

import dev.sebring.backends.oci.host.Failures;
import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.backends.oci.host.Trees;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import dev.sebring.sandbox.SandboxId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sandboxes of the state directory, one directory each. The directory is made first and its
 * record last, so a sandbox without a record is one that was never finished. Thread-safe for
 * different sandboxes.
 */
final class SandboxRecords {
  private static final String RECORD = "sandbox.json";

  private final HostPaths paths;

  SandboxRecords(HostPaths paths) {
    this.paths = paths;
  }

  /** Every sandbox with a directory, finished or not. */
  List<SandboxId> all() {
    try (Stream<Path> directories = Files.list(paths.sandboxes())) {
      return directories
          .map(path -> path.getFileName().toString())
          .filter(SandboxId::isValid)
          .map(SandboxId::new)
          .toList();
    } catch (IOException e) {
      throw Failures.of("read " + paths.sandboxes(), e);
    }
  }

  /** Makes the directory of a new sandbox. */
  void claim(SandboxId id) {
    try {
      Files.createDirectory(paths.sandbox(id));
    } catch (FileAlreadyExistsException e) {
      throw new BackendException(Kind.WRONG_STATE, "create sandbox " + id + ": it exists", e);
    } catch (IOException e) {
      throw Failures.of("create sandbox " + id, e);
    }
  }

  boolean exists(SandboxId id) {
    return Files.exists(paths.sandbox(id).resolve(RECORD));
  }

  SandboxRecord get(SandboxId id) {
    try {
      return SandboxRecord.parse(Files.readString(paths.sandbox(id).resolve(RECORD)));
    } catch (NoSuchFileException e) {
      throw new BackendException(Kind.NOT_FOUND, "there is no sandbox " + id + " on this host", e);
    } catch (IOException e) {
      throw Failures.of("read the record of sandbox " + id, e);
    }
  }

  void put(SandboxRecord record) {
    SandboxId id = record.spec().id();
    Path file = paths.sandbox(id).resolve(RECORD);
    try {
      Path fresh = Files.writeString(file.resolveSibling(RECORD + ".new"), record.toJson());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Failures.of("write the record of sandbox " + id, e);
    }
  }

  /** Removes the directory with all that is in it. */
  void remove(SandboxId id) {
    Trees.removeOurs(paths.sandbox(id));
  }
}
