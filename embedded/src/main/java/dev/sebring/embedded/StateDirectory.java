package dev.sebring.embedded;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a server of this machine keeps everything. One server at a time holds it, by the lock.
 * Immutable and thread-safe.
 *
 * @param path absolute
 */
public record StateDirectory(Path path) {
  private static final Path USUAL = Path.of("/var/lib/sebring");

  public StateDirectory {
    Objects.requireNonNull(path, "path");
    path = path.toAbsolutePath().normalize();
  }

  /** {@code SEBRING_HOME}, or {@code /var/lib/sebring}. */
  public static StateDirectory current() {
    return of(System.getenv("SEBRING_HOME"));
  }

  static StateDirectory of(@Nullable String home) {
    return new StateDirectory(home == null || home.isBlank() ? USUAL : Path.of(home));
  }

  /** Locked exclusively by the process that runs the server, for as long as it does. */
  Path lockFile() {
    return path.resolve("server.lock");
  }

  /** Tells other processes of this user where the server is: see {@link ServerFile}. */
  Path serverFile() {
    return path.resolve("server.json");
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
