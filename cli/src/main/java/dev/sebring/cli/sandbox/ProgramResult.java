package dev.sebring.cli.sandbox;

import dev.sebring.cli.console.Console;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a program ended, and what it wrote.
 *
 * @param sandbox the id of the one it ran in
 * @param stdout standard output; both streams where the server does not tell them apart
 * @param stderr standard error, empty where the server does not tell
 */
record ProgramResult(String sandbox, int exitCode, String stdout, String stderr) {
  ProgramResult {
    Objects.requireNonNull(sandbox, "sandbox");
    Objects.requireNonNull(stdout, "stdout");
    Objects.requireNonNull(stderr, "stderr");
  }

  static ProgramResult of(
      String sandbox,
      int exitCode,
      String merged,
      @Nullable String stdout,
      @Nullable String stderr) {
    return stdout == null || stderr == null
        ? new ProgramResult(sandbox, exitCode, merged, "")
        : new ProgramResult(sandbox, exitCode, stdout, stderr);
  }

  /** Passes the output through as it is, or describes it as JSON. */
  void print(Console console) {
    if (console.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("sandbox", sandbox);
      document.put("exitCode", exitCode);
      document.put("stdout", stdout);
      document.put("stderr", stderr);
      console.printJson(document);
      return;
    }
    pass(stdout, console.out());
    pass(stderr, console.err());
  }

  private static void pass(String text, PrintWriter to) {
    to.print(text);
    to.flush();
  }
}
