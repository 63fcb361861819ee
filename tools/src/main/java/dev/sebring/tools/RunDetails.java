package dev.sebring.tools;

import dev.sebring.api.Chart;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a program in the sandbox ended, or how far it is.
 *
 * @param exitCode its exit code, 128 + n if signal n ended it; {@code null} if it was killed
 *     because its time was up, or runs on in the background
 * @param output everything that it wrote on both streams
 * @param stdout standard output alone; {@code null} from a server that does not tell them apart
 * @param stderr standard error alone; {@code null} from a server that does not tell them apart
 * @param outputFile where in the sandbox the output was saved; {@code null} if the whole of it is
 *     in the result's text
 * @param charts that it has shown, with their data and pictures; none from a server without our
 *     additions to the wire, and none of a program that runs in the background
 * @param processId of a program in the background, for {@link ToolSession#readOutput}; {@code null}
 *     for any other
 */
public record RunDetails(
    @Nullable Integer exitCode,
    String output,
    @Nullable String stdout,
    @Nullable String stderr,
    @Nullable String outputFile,
    List<Chart> charts,
    @Nullable String processId) {

  public RunDetails {
    Objects.requireNonNull(output, "output");
    charts = List.copyOf(charts);
  }
}
