package dev.sebring.agent.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.agent.run.RunEvent;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Shows one run. It is given the run's events, and closed when the run is over, however that went;
 * then everything stands on the screen. Not thread-safe.
 */
public interface Display extends Consumer<RunEvent>, AutoCloseable {

  /** Shows what is not shown yet. */
  @Override
  void close();

  /**
   * Live panels if standard output is a terminal that can do that, else plain text. Both in UTF-8,
   * whatever the locale: in the C locale of a container, Java would write '?' for most of the
   * world.
   *
   * @param out standard output
   * @param environment {@code TERM} (none, or {@code dumb}: plain text) and {@code NO_COLOR}
   */
  static Display standard(RunView view, PrintStream out, Map<String, String> environment) {
    return StandardScreen.find(out, environment)
        .<Display>map(screen -> new LiveDisplay(screen, view))
        .orElseGet(() -> plain(view, new PrintStream(out, false, UTF_8)));
  }

  /** Plain text, whatever the stream is. */
  static Display plain(RunView view, PrintStream out) {
    return new PlainDisplay(view, out);
  }
}
