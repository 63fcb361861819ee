package dev.sebring.server.toolbox.session;

import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.SpawnRequest;
import dev.sebring.sandbox.guest.SpawnRequestBuilder;

/** How sessions are made of a shell. Immutable and thread-safe. */
enum ShellDialect {
  /** The pipe of a process substitution stays open both ways, and its end of it is descriptor 3. */
  BASH(
      "/bin/bash", "exec 3<> <(:); (echo $$ >&57); exec 57>&-; read -r -u 3 code; exit \"$code\"") {
    @Override
    String text(long pid) {
      return "$(<" + descriptor(pid, TEXT) + ")";
    }
  },

  /** Shells without process substitution know descriptors of one digit only. */
  SH(
      "/bin/sh",
      "p=$(mktemp -u) && mkfifo \"$p\" && exec 3<>\"$p\"; rm -f \"$p\"; (echo $$ >&9); exec 9>&-;"
          + " read -r code <&3; exit \"$code\"") {
    @Override
    String text(long pid) {
      return "$(cat " + descriptor(pid, TEXT) + ")";
    }
  };

  /** Where a holder has its command's text. */
  static final Descriptor TEXT = new Descriptor(58);

  private static final Descriptor EXIT_CODE = new Descriptor(3);

  private final String program;
  private final String holding;

  ShellDialect(String program, String holding) {
    this.program = program;
    this.holding = holding;
  }

  /** The text of a command, as a word of the shell. */
  abstract String text(long pid);

  /** A shell that takes its commands from standard input. */
  SpawnRequestBuilder shell() {
    return SpawnRequest.builder(program).openStdin();
  }

  /**
   * A process that tells its pid on its extra descriptor once it is ready, and ends with the number
   * that somebody writes to its descriptor 3. It tells from a subshell: a redirected builtin would
   * move descriptor 1 of the shell itself for a moment, in which another may open it already.
   */
  SpawnRequestBuilder holder() {
    return SpawnRequest.builder(program, "-c", holding)
        .output(new Descriptor(this == BASH ? 57 : 9));
  }

  /** What the shell is to read to run a command with the streams of its holder. */
  String line(long pid, boolean stdin) {
    return "{ eval \""
        + text(pid)
        + "\"; } >"
        + descriptor(pid, Descriptor.STDOUT)
        + " 2>"
        + descriptor(pid, Descriptor.STDERR)
        + " <"
        + (stdin ? descriptor(pid, Descriptor.STDIN) : "/dev/null")
        + "; command echo $? >"
        + descriptor(pid, EXIT_CODE)
        + "\n";
  }

  /**
   * The name of another process's descriptor. It leads through the first thread, since gVisor lets
   * the user who owned a process when somebody first looked at {@code /proc/PID} have {@code
   * /proc/PID/fd}, and that was the guest's root.
   */
  static String descriptor(long pid, Descriptor descriptor) {
    return "/proc/" + pid + "/task/" + pid + "/fd/" + descriptor.number();
  }
}
