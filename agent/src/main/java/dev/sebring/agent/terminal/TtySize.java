package dev.sebring.agent.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of the terminal that standard output is, asked of {@code stty}: that needs no native
 * code, and standard input may be anything. Where there is no {@code sh}, none is found.
 */
record TtySize(int rows, int columns) {
  private static final Pattern SIZE = Pattern.compile("([0-9]+) ([0-9]+)\\s*");
  private static final String ASK = "test -t 1 && exec stty size <&1 >&2";

  /** Nothing if standard output is no terminal. */
  static Optional<TtySize> ask() {
    try {
      Process shell =
          new ProcessBuilder("sh", "-c", ASK)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .start();
      shell.getOutputStream().close();
      String answer = new String(shell.getErrorStream().readAllBytes(), UTF_8);
      if (!shell.waitFor(2, TimeUnit.SECONDS)) {
        shell.destroyForcibly();
        return Optional.empty();
      }
      return parse(answer);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** A terminal that does not know its size, as on a serial line, counts as 24 by 80. */
  static Optional<TtySize> parse(String answer) {
    Matcher size = SIZE.matcher(answer);
    if (!size.matches()) {
      return Optional.empty();
    }
    int rows = Integer.parseInt(size.group(1));
    int columns = Integer.parseInt(size.group(2));
    return Optional.of(new TtySize(rows == 0 ? 24 : rows, columns == 0 ? 80 : columns));
  }
}
