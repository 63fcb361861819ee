package dev.sebring.agent.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The terminal that standard output is. Its size is asked anew every half second. */
final class StandardScreen implements Screen {
  private static final long SIZE_IS_GOOD_NANOS = Duration.ofMillis(500).toNanos();

  private final PrintStream out;
  private final boolean styled;
  private TtySize size;
  private long askedNanos = System.nanoTime();

  private StandardScreen(PrintStream out, boolean styled, TtySize size) {
    this.out = out;
    this.styled = styled;
    this.size = size;
  }

  /**
   * Nothing if standard output is no terminal, or {@code TERM} says that it can do nothing.
   *
   * @param environment {@code NO_COLOR}, set to anything, turns attributes off
   */
  static Optional<Screen> find(PrintStream out, Map<String, String> environment) {
    String type = environment.getOrDefault("TERM", "");
    if (type.isEmpty() || type.equals("dumb")) {
      return Optional.empty();
    }
    boolean styled = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return TtySize.ask().map(size -> new StandardScreen(out, styled, size));
  }

  @Override
  public int width() {
    refresh();
    return size.columns();
  }

  @Override
  public int height() {
    refresh();
    return size.rows();
  }

  @Override
  public boolean styled() {
    return styled;
  }

  @Override
  public void write(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
  }

  private void refresh() {
    long now = System.nanoTime();
    if (now - askedNanos > SIZE_IS_GOOD_NANOS) {
      askedNanos = now;
      size = TtySize.ask().orElse(size);
    }
  }
}
