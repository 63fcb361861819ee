package dev.sebring.backends.oci.escape;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.backends.oci.Boxes;
import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.sandbox.SandboxId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * A sandbox to break out of, and another beside it. An attempt is a piece of Python after the text
 * of {@code attempt.py}; its answer is what it prints, without the last end of line.
 */
final class Cell implements AutoCloseable {
  private static final String BEGINNING = text("attempt.py");

  private final Boxes boxes = new Boxes();
  private final SandboxId inmate = boxes.start();
  private final SandboxId neighbour = boxes.start();

  /** A file beside the tests. */
  static String text(String name) {
    try (InputStream text = Cell.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(text, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Boxes boxes() {
    return boxes;
  }

  /** Who attempts it. */
  SandboxId inmate() {
    return inmate;
  }

  /** Who must not notice. */
  SandboxId neighbour() {
    return neighbour;
  }

  /** An attempt of the inmate's. */
  String attempt(Who who, String python) {
    return attempt(inmate, who, python);
  }

  String attempt(SandboxId sandbox, Who who, String python) {
    return shell(
        sandbox, who, "python3 - <<'END_OF_ATTEMPT'\n" + BEGINNING + python + "\nEND_OF_ATTEMPT");
  }

  /** What a shell script prints, both streams. */
  String shell(SandboxId sandbox, Who who, String script) {
    return boxes.run(sandbox, who.prefix() + script).strip();
  }

  /** The control: the same on the host, as root. */
  static String onHost(String python) {
    return new HostCommand(
            "attempt on the host", List.of("python3", "-"), BEGINNING + python + "\n")
        .run()
        .strip();
  }

  @Override
  public void close() {
    boxes.close();
  }

  /** Whose rights an attempt has inside. */
  enum Who {
    USER(""),
    ROOT("sudo ");

    private final String prefix;

    Who(String prefix) {
      this.prefix = prefix;
    }

    private String prefix() {
      return prefix;
    }
  }
}
