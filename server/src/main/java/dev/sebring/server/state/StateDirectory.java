package dev.sebring.server.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sebring.api.Json;
import dev.sebring.sandbox.InstallationId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A state directory that this process owns: an exclusive lock on a file in it, which the kernel
 * lets go of when the process ends, however it ends. Thread-safe.
 */
public final class StateDirectory implements AutoCloseable {
  /** How long a server may take from its lock to its address. */
  private static final Duration OTHER_STARTS = Duration.ofSeconds(10);

  private static final Duration POLL = Duration.ofMillis(50);

  /**
   * The lock files of this process. Asked before one is opened, since closing any channel of a file
   * gives up the locks that the process has on it.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final Path lockFile;
  private final FileChannel channel;
  private final InstallationId installationId;

  private StateDirectory(Path directory, Path lockFile, FileChannel channel) throws IOException {
    this.directory = directory;
    this.lockFile = lockFile;
    this.channel = channel;
    this.installationId = readOrMakeId();
  }

  /**
   * Takes a directory, making it where there is none.
   *
   * @throws AlreadyRunningException with the address of the server that owns it
   * @throws IOException if it cannot be written, or another process owns it and does not say where
   *     it listens
   */
  public static StateDirectory take(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.toRealPath().resolve("lock");
    long deadline = System.nanoTime() + OTHER_STARTS.toNanos();
    while (true) {
      Optional<FileChannel> locked = lock(file);
      if (locked.isPresent()) {
        return taken(directory, file, locked.get());
      }
      Optional<RunningServer> other = read(directory);
      if (other.isPresent()) {
        throw new AlreadyRunningException(directory, other.get());
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "the state directory "
                + directory
                + " is locked by another process that does not say where it listens: end it, or"
                + " choose another directory (SEBRING_HOME)");
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private static StateDirectory taken(Path directory, Path file, FileChannel channel)
      throws IOException {
    try {
      // That of a server that was killed names nobody.
      Files.deleteIfExists(directory.resolve("running.json"));
      return new StateDirectory(directory, file, channel);
    } catch (IOException | RuntimeException e) {
      try (channel) {
        OWN.remove(file);
      }
      throw e;
    }
  }

  /** Empty if another server has it, of this process or of another. */
  private static Optional<FileChannel> lock(Path file) throws IOException {
    if (!OWN.add(file)) {
      return Optional.empty();
    }
    FileChannel channel = null;
    boolean locked = false;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      locked = channel.tryLock() != null;
      return locked ? Optional.of(channel) : Optional.empty();
    } finally {
      if (!locked) {
        OWN.remove(file);
        if (channel != null) {
          channel.close();
        }
      }
    }
  }

  /** The address that a directory's server has left there; it may have died since. */
  public static Optional<RunningServer> read(Path directory) throws IOException {
    Path file = directory.resolve("running.json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.mapper().readValue(Files.readString(file), RunningServer.class));
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is not what a server writes there: remove it", e);
    } catch (java.nio.file.NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private InstallationId readOrMakeId() throws IOException {
    Path file = directory.resolve("installation-id");
    if (Files.exists(file)) {
      return new InstallationId(Files.readString(file).strip());
    }
    InstallationId made = InstallationId.random();
    write(file, made.value() + "\n");
    return made;
  }

  public Path path() {
    return directory;
  }

  public InstallationId installationId() {
    return installationId;
  }

  /** The file of the store, which only its owner may read: it holds the sandboxes' environments. */
  public Path database() throws IOException {
    Path file = directory.resolve("sebring.db");
    if (!Files.exists(file)) {
      write(file, "");
    }
    return file;
  }

  /** The key that was generated here, if one was. */
  public Optional<String> apiKey() throws IOException {
    Path file = directory.resolve("api-key");
    return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
  }

  public void writeApiKey(String key) throws IOException {
    write(directory.resolve("api-key"), key + "\n");
  }

  /** Tells other processes where this one listens. */
  public void announce(RunningServer server) throws IOException {
    write(directory.resolve("running.json"), Json.write(server) + "\n");
  }

  /** Replaces a file that only its owner can read, at once. */
  private static void write(Path file, String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    Files.createFile(
        next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(next, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Lets go of the directory. */
  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(directory.resolve("running.json"));
    } finally {
      channel.close();
      OWN.remove(lockFile);
    }
  }
}
