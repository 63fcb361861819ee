package dev.sebring.backends.oci.image;

import dev.sebring.sandbox.Progress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells how far {@code mmdebstrap --verbose} is from what it and apt write: each package is
 * downloaded, unpacked and set up once. Not thread-safe.
 */
final class DebianProgress {
  private static final Pattern NEW_PACKAGES = Pattern.compile("(\\d+) newly installed");
  private static final double DOWNLOADED = 0.25;
  private static final double INSTALLED = 0.85;

  private final Progress progress;
  private String stage = "reading package lists";
  private double fraction;
  private int packages = 400;
  private int downloaded;
  private int steps;

  DebianProgress(Progress progress) {
    this.progress = progress;
  }

  void line(String line) {
    Matcher count = NEW_PACKAGES.matcher(line);
    if (count.find()) {
      packages = Math.max(packages, Integer.parseInt(count.group(1)));
    }
    if (line.startsWith("Get:")) {
      at("downloading Debian packages", DOWNLOADED * ++downloaded / packages, DOWNLOADED);
    } else if (line.startsWith("Unpacking ") || line.startsWith("Setting up ")) {
      double done = (double) ++steps / (2 * packages);
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
