package dev.sebring.backends.oci.escape;

import dev.sebring.backends.oci.escape.Cell.Who;
import dev.sebring.sandbox.SandboxId;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Listens to frames, on the host or inside, until one arrives, on the bridge or inside, that holds
 * the first of some cookies. The order of frames on a link is kept, so what was sent before that
 * has been heard by then, or never will be.
 */
abstract sealed class Tap implements AutoCloseable {
  /** A list of pairs: the start of a device's name, and a cookie that arrived there. */
  abstract String heard() throws IOException;

  @Override
  public abstract void close();

  /** On all devices of the host. */
  static Tap onHost(String... cookies) throws IOException {
    return new OnHost(program("", "sb", cookies));
  }

  /** On the link of a sandbox. */
  static Tap inside(Cell cell, SandboxId sandbox, String... cookies) {
    return new Inside(cell, sandbox, program("eth0", "eth0", cookies));
  }

  private static String program(String device, String last, String... cookies) {
    String list = Arrays.stream(cookies).map(c -> "'" + c + "'").collect(Collectors.joining(", "));
    return Cell.text("attempt.py")
        + Cell.text("frames.py")
        + "print(heard('%s', '%s', '%s', [%s]), flush=True)\n"
            .formatted(device, last, cookies[0], list);
  }

  private static final class OnHost extends Tap {
    private final Process process;
    private final BufferedReader lines;

    private OnHost(String program) throws IOException {
      process = new ProcessBuilder(List.of("python3", "-c", program)).start();
      lines = process.inputReader();
      lines.readLine();
    }

    @Override
    String heard() throws IOException {
      return lines.readLine();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  private static final class Inside extends Tap {
    private static final String WAIT =
        "for i in $(seq 400); do [ $(wc -l </tmp/heard) -ge %d ] && break; sleep 0.05; done; ";

    private final Cell cell;
    private final SandboxId sandbox;

    private Inside(Cell cell, SandboxId sandbox, String program) {
      this.cell = cell;
      this.sandbox = sandbox;
      cell.shell(
          sandbox,
          Who.USER,
          "sudo rm -f /tmp/heard; cat >/tmp/tap.py <<'END'\n"
              + program
              + "END\nsudo python3 /tmp/tap.py >/tmp/heard 2>&1 & sleep 0.05; "
              + WAIT.formatted(1));
    }

    @Override
    String heard() {
      return cell.shell(sandbox, Who.USER, WAIT.formatted(2) + "tail -n +2 /tmp/heard");
    }

    @Override
    public void close() {
      cell.shell(sandbox, Who.USER, "sudo pkill -f /tmp/tap.py; true");
    }
  }
}
