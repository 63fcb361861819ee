package dev.sebring.examples;

import dev.sebring.api.CodeLanguage;
import dev.sebring.tools.DaytonaTools;
import dev.sebring.tools.RunDetails;
import dev.sebring.tools.ToolResult;
import dev.sebring.tools.ToolSession;
import java.time.Duration;

/** The toolkit without a model: each function called from Java, in one sandbox. */
public final class Tour {
  private static final String TYPESCRIPT =
      """
      enum Light { Red, Green }
      const next: Record<Light, Light> = {
        [Light.Red]: Light.Green,
        [Light.Green]: Light.Red,
      };
      console.log(Light[next[Light.Red]]);
      """;

  private int failures;

  private Tour() {}

  /** Exits with 1 if a step failed. */
  public static void main(String[] args) {
    Tour tour = new Tour();
    // Not persistent: close() deletes the sandbox.
    try (DaytonaTools tools = DaytonaTools.builder().persistent(false).build()) {
      tour.show(tools.session(null));
    }
    System.exit(tour.failures == 0 ? 0 : 1);
  }

  private void show(ToolSession sandbox) {
    // The first call of a session creates its sandbox.
    if (!step("a new sandbox", sandbox.runShellCommand("echo started as $USER", null))) {
      return;
    }
    step("Python", sandbox.runCode("print(sum(n * n for n in range(10)))", null, null));
    step("TypeScript", sandbox.runCode(TYPESCRIPT, CodeLanguage.TYPESCRIPT, null));
    step("create_file", sandbox.createFile("notes/hello.txt", "It's kept byte for byte.\n"));
    step("list_files", sandbox.listFiles("notes"));
    step("read_file", sandbox.readFile("notes/hello.txt"));
    step("delete_file", sandbox.deleteFile("notes/hello.txt"));
    step("bash", sandbox.runShellCommand("uname -sm; echo $((6 * 7)) | tr 0-9 a-j", null));
    step("change_directory", sandbox.changeDirectory("notes"));
    step("bash", sandbox.runShellCommand("pwd", null));
    install(sandbox);
  }

  private void install(ToolSession sandbox) {
    ToolResult pip = sandbox.runShellCommand("pip install cowsay", Duration.ofMinutes(1));
    if (worked(pip)) {
      step("pip install", pip);
      step("Python", sandbox.runCode("import cowsay; cowsay.cow('installed')", null, null));
    } else {
      print("pip install", "failed; does it reach a package index?\n" + pip.text(), pip.duration());
    }
  }

  private boolean step(String name, ToolResult result) {
    print(name, result.text(), result.duration());
    if (!worked(result)) {
      failures++;
    }
    return worked(result);
  }

  private static boolean worked(ToolResult result) {
    RunDetails run = result.run();
    return !result.isError() && (run == null || Integer.valueOf(0).equals(run.exitCode()));
  }

  /** The name and time beside the first line, the others below it. */
  private static void print(String name, String text, Duration duration) {
    String[] lines = text.stripTrailing().split("\n");
    System.out.printf("  %-16s %5d ms  %s%n", name, duration.toMillis(), lines[0]);
    for (int i = 1; i < lines.length; i++) {
      System.out.printf("  %26s%s%n", "", lines[i]);
    }
  }
}
