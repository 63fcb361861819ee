package dev.sebring.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to run the server of a state directory. The kernel takes it back when the process ends,
 * however it ends. Thread-safe.
 */
final class ServerLock implements AutoCloseable {
  /**
   * Held by this process. Asked first, because closing any channel of a file gives up the locks
   * that the process has on it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  private ServerLock(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  /** Empty if a process has it, this one included. */
  static Optional<ServerLock> tryTake(StateDirectory state) throws IOException {
    Path file = state.lockFile();
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    boolean taken = false;
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      taken = lock != null;
      return lock == null ? Optional.empty() : Optional.of(new ServerLock(file, channel, lock));
    } finally {
      if (!taken) {
        if (channel != null) {
          channel.close();
        }
        HELD.remove(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      lock.release();
    } finally {
      HELD.remove(file);
    }
  }
}
