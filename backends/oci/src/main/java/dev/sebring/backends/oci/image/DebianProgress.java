package dev.sebring.backends.oci.image;

import dev.sebring.sandbox.Progress;

/**
 * Tells how far {@code mmdebstrap --verbose} is from what it and apt write: each package is
 * downloaded, unpacked and set up once. Not thread-safe.
 */
final class DebianProgress {
  /** About how many the recipe comes to; nothing tells in advance. */
  private static final int PACKAGES = 290;

  private static final double DOWNLOADED = 0.25;
  private static final double INSTALLED = 0.85;

  private final Progress progress;
  private String stage = "reading package lists";
  private double fraction;
  private int downloaded;
  private int steps;

  DebianProgress(Progress progress) {
    this.progress = progress;
  }

  void line(String line) {
    if (line.startsWith("Get:")) {
      at("downloading Debian packages", DOWNLOADED * ++downloaded / PACKAGES, DOWNLOADED);
    } else if (line.startsWith("Unpacking ") || line.startsWith("Setting up ")) {
      double done = (double) ++steps / (2 * PACKAGES);
      at("installing Debian packages", DOWNLOADED + done * (INSTALLED - DOWNLOADED), INSTALLED);
    }
  }

  private void at(String now, double reached, double most) {
    double next = Math.max(fraction, Math.min(reached, most));
    if (!now.equals(stage) || next - fraction >= 0.005) {
      stage = now;
      fraction = next;
      progress.at(stage, fraction);
    }
  }
}
