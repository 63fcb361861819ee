package dev.sebring.server.toolbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.sandbox.guest.SpawnRequest;
import dev.sebring.server.toolbox.program.TestSandbox.Result;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Needs {@code python3} on the host. */
class PythonSnippetTest {
  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-f]+");
  private static final List<String> ARGUMENTS = List.of("a b", "\"c\"", "-v");

  private static TestSandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = new TestSandbox(Map.of());
    sandbox.write("helper.py", "def f(): return 1/0\nX = 5\n");
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  static List<String> programs() {
    return Cases.read("python.txt");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void aProgramBehavesAsItsFile(String code) {
    sandbox.write("snippet.py", code);
    Result real =
        sandbox.run(SpawnRequest.builder("python3", "-u", "snippet.py", "a b", "\"c\"", "-v"));
    sandbox.remove("snippet.py");
    Result ours = run(code);
    assertThat(anonymous(ours.output())).isEqualTo(anonymous(real.output()));
    assertThat(ours.exitCode()).isEqualTo(real.exitCode());
  }

  @Test
  void aProgramOfMegabytesRunsAndLeavesNoFile() {
    String text = "é".repeat(2_000_000);
    Result result = run("x = '" + text + "'\nprint(len(x))\nimport os; print(os.listdir())\n");
    assertThat(result.output()).isEqualTo("2000000\n['helper.py']\n");
  }

  @Test
  void theProgramCannotBeSeenAmongItsDescriptors() {
    Result result =
        run(
            "import os\n"
                + "print([os.readlink('/proc/self/fd/' + f) for f in os.listdir('/proc/self/fd')\n"
                + "       if os.path.lexists('/proc/self/fd/' + f) and int(f) > 2])");
    assertThat(result.output()).isEqualTo("[]\n");
  }

  @Test
  void endlessRecursionEndsInItsOwnError() {
    Result result = run("def r(): r()\nr()\n");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output())
        .startsWith(
            "Traceback (most recent call last):\n  File \"" + sandbox.home() + "/snippet.py\"")
        .contains("RecursionError")
        .doesNotContain("<string>");
  }

  private static Result run(String code) {
    return sandbox.run(new PythonSnippet(code, ARGUMENTS).starts(Map.of()).getFirst());
  }

  private static String anonymous(String output) {
    return ADDRESS.matcher(output).replaceAll("0x");
  }
}
