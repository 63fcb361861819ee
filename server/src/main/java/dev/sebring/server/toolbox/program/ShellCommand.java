package dev.sebring.server.toolbox.program;

import static java.util.Objects.requireNonNull;

import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.SpawnRequest;
import dev.sebring.sandbox.guest.SpawnRequestBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command as {@code bash -c} runs it, or {@code sh -c} where there is no bash. Immutable and
 * thread-safe.
 *
 * <p>The shell can tell the directory that it is in, on a descriptor of its own. In bash that is
 * done by {@code BASH_ENV}, a script that bash reads first: it wraps {@code cd}, {@code pushd} and
 * {@code popd}, so that the last report stands also after {@code exec}, {@code exit}, a syntax
 * error or the user's own EXIT trap, and adds an EXIT trap for {@code builtin cd}. What a command
 * can see of it: these three are functions, a failing {@code cd} is tried twice, and a {@code
 * BASH_ENV} of the sandbox itself (not of the request) is not read. In sh there is the EXIT trap
 * only.
 */
public final class ShellCommand implements Program {
  private static final Descriptor PRELUDE = new Descriptor(58);

  /** The kernel takes 128 KiB in one argument, with its end. */
  private static final int MAX_ARGUMENT_BYTES = 120 * 1024;

  private static final String REPORT_AT_EXIT =
      "trap '{ pwd; printf \"\\000\"; } 2>/dev/null >&9' EXIT; ";

  private static final String LONG_IN_BASH = "eval \"$(</dev/fd/59)\"";
  private static final String LONG_IN_SH = "eval \"$(cat <&8)\"";

  private final String text;
  private final boolean reportsDirectory;

  /**
   * @param text what the shell runs, several lines are fine
   * @param reportsDirectory tell the directory that the shell is in
   */
  public ShellCommand(String text, boolean reportsDirectory) {
    this.text = requireNonNull(text, "text");
    this.reportsDirectory = reportsDirectory;
  }

  @Override
  public List<SpawnRequestBuilder> starts(Map<String, String> variables) {
    return List.of(inBash(variables), inSh().env(variables));
  }

  /** Whether what comes on this descriptor are reports of the directory. */
  public static boolean isReport(Descriptor descriptor) {
    return descriptor.number() > Descriptor.STDERR.number();
  }

  private SpawnRequestBuilder inBash(Map<String, String> variables) {
    SpawnRequestBuilder start = start("/bin/bash", "bash", "", LONG_IN_BASH, 59).env(variables);
    if (reportsDirectory) {
      start
          .input(PRELUDE, prelude(variables.get("BASH_ENV")).getBytes(StandardCharsets.UTF_8))
          .output(new Descriptor(57))
          .env("BASH_ENV", "/dev/fd/" + PRELUDE.number());
    }
    return start;
  }

  /** Other shells know descriptors of one digit only. */
  private SpawnRequestBuilder inSh() {
    SpawnRequestBuilder start =
        start("/bin/sh", "sh", reportsDirectory ? REPORT_AT_EXIT : "", LONG_IN_SH, 8);
    return reportsDirectory ? start.output(new Descriptor(9)) : start;
  }

  /**
   * A command too long for an argument is read from a descriptor; only its syntax errors differ.
   */
  private SpawnRequestBuilder start(
      String shell, String name, String before, String reading, int fd) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MAX_ARGUMENT_BYTES) {
      // The dashes keep a command that begins with one from being taken for an option.
      return SpawnRequest.builder(shell, "-c", "--", before + text, name);
    }
    return SpawnRequest.builder(shell, "-c", before + reading, name)
        .input(new Descriptor(fd), bytes);
  }

  private static String prelude(@Nullable String bashEnv) {
    String script = BundledScript.text(ShellCommand.class, "prelude.bash");
    return bashEnv == null
        ? script
        : script
            + "export BASH_ENV="
            + quoted(bashEnv)
            + "\n[[ ! -r $BASH_ENV ]] || . \"$BASH_ENV\"\n";
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  @Override
  public String missingInterpreter() {
    return "bash: command not found: this sandbox has neither /bin/bash nor /bin/sh\n";
  }

  /**
   * The directory in the last whole report.
   *
   * @param reports what came on the descriptor, {@link #isReport}
   */
  public static Optional<String> lastDirectory(byte[] reports) {
    int end = reports.length;
    while (end > 0 && reports[end - 1] != 0) {
      end--;
    }
    int start = Math.max(end - 1, 0);
    while (start > 0 && reports[start - 1] != 0) {
      start--;
    }
    // Each report is a line and a zero byte; the line is empty where pwd failed.
    int length = end - start - 2;
    return length > 0
        ? Optional.of(new String(reports, start, length, StandardCharsets.UTF_8))
        : Optional.empty();
  }
}
