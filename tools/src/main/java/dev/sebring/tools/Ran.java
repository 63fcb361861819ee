package dev.sebring.tools;

import dev.sebring.api.Chart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a program ended, as a server told.
 *
 * @param exitCode as a shell shows it
 * @param output both streams
 * @param stdout one stream; {@code null} if not told apart
 * @param stderr the other; {@code null} if not told apart
 * @param directory that the shell ended in; {@code null} if not told, or if it was no shell
 * @param limit which limit of the sandbox was reached, as a sentence; {@code null} if none is known
 * @param charts that it has shown
 */
record Ran(
    int exitCode,
    String output,
    @Nullable String stdout,
    @Nullable String stderr,
    @Nullable String directory,
    @Nullable String limit,
    List<Chart> charts) {
  Ran {
    charts = List.copyOf(charts);
  }
}
