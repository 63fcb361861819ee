package dev.sebring.embedded;

import dev.sebring.sandbox.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Shows how far something is: a bar on a terminal, elsewhere a line for each stage. Shows nothing
 * of what is done within a second. Not thread-safe.
 */
final class TerminalProgress implements Progress, AutoCloseable {
  private static final Duration UNSEEN = Duration.ofSeconds(1);
  private static final int BAR = 24;
  private static final int LINE = 79;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final String what;
  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private final long start;
  private String shown = "";

  TerminalProgress(String what, PrintStream out, boolean terminal, LongSupplier nanoTime) {
    this.what = Objects.requireNonNull(what, "what");
    this.out = Objects.requireNonNull(out, "out");
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** On standard error. */
  static TerminalProgress of(String what) {
    return new TerminalProgress(what, System.err, isTerminal(2), System::nanoTime);
  }

  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void at(String stage, double fraction) {
    if (elapsed().compareTo(UNSEEN) < 0) {
      return;
    }
    if (terminal) {
      String line = bar(stage, fraction);
      out.print(ERASE_LINE + line.substring(0, Math.min(LINE, line.length())));
      shown = line;
    } else if (!stage.equals(shown)) {
      out.println(what + ": " + stage + " (" + percent(fraction) + " %)");
      shown = stage;
    }
    out.flush();
  }

  private String bar(String stage, double fraction) {
    int full = (int) Math.round(BAR * clamp(fraction));
    return "%s [%s%s] %3d %%  %s"
        .formatted(what, "#".repeat(full), "-".repeat(BAR - full), percent(fraction), stage);
  }

  private static int percent(double fraction) {
    return (int) Math.round(100 * clamp(fraction));
  }

  private static double clamp(double fraction) {
    return Math.max(0, Math.min(1, fraction));
  }

  private Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - start);
  }

  /** Says how long it took, if anything was shown. */
  @Override
  public void close() {
    if (shown.isEmpty()) {
      return;
    }
    out.println((terminal ? ERASE_LINE : "") + what + ": took " + elapsed().toSeconds() + " s");
    out.flush();
  }
}
