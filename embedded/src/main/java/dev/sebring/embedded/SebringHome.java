package dev.sebring.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the server of this machine keeps everything. */
public final class SebringHome {
  private static final Path USUAL = Path.of("/var/lib/sebring");

  private SebringHome() {}

  /** {@code SEBRING_HOME}, or {@code /var/lib/sebring}; absolute. */
  public static Path current() {
    return of(System.getenv("SEBRING_HOME"));
  }

  static Path of(@Nullable String home) {
    return home == null || home.isBlank() ? USUAL : Path.of(home).toAbsolutePath().normalize();
  }
}
