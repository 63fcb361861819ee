package dev.sebring.e2e.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.InterpreterContext;
import dev.sebring.client.CodeInterpreter;
import dev.sebring.client.CodeInterpreter.ExecutionError;
import dev.sebring.client.CodeInterpreter.ExecutionResult;
import dev.sebring.client.CreateSandboxParams;
import dev.sebring.client.DaytonaBadRequestException;
import dev.sebring.client.DaytonaNotFoundException;
import dev.sebring.client.DaytonaProcessTimeoutException;
import dev.sebring.client.OpenContext;
import dev.sebring.client.RunCodeOptions;
import dev.sebring.client.Sandbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CodeInterpreterTest {
  private static ServedSandbox served;
  private static Sandbox sandbox;
  private static CodeInterpreter interpreter;

  @BeforeAll
  static void start() throws IOException {
    served = new ServedSandbox();
    sandbox = served.sandbox();
    interpreter = sandbox.getCodeInterpreter();
  }

  @AfterAll
  static void stop() throws IOException {
    served.close();
  }

  @Test
  void stateStaysAndOutputComesWhileTheCodeRuns() {
    List<String> heard = new ArrayList<>();
    interpreter.runCode("import os, sys, time\nx = 40");

    ExecutionResult result =
        interpreter.runCode(
            "print(x + 2, os.environ['A'])\nprint('no', file=sys.stderr)\n"
                + "while not os.path.exists('heard'): time.sleep(0.01)\nprint('go on')",
            new RunCodeOptions()
                .setEnvs(Map.of("A", "a"))
                .setTimeout(20)
                .setOnStderr(text -> heard.add("error: " + text))
                .setOnStdout(text -> {
                  heard.add(text);
                  sandbox.getFs().uploadFile(new byte[0], "heard");
                }));

    assertThat(result).isEqualTo(new ExecutionResult("42 a\ngo on\n", "no\n", null, null));
    assertThat(String.join("", heard)).contains("42 a", "error: no", "go on");
  }

  @Test
  void anErrorIsAResult() {
    List<ExecutionError> heard = new ArrayList<>();

    ExecutionResult result =
        interpreter.runCode("{}['key']", new RunCodeOptions().setOnError(heard::add));

    assertThat(result.error()).isEqualTo(heard.get(0));
    assertThat(result.error().name()).isEqualTo("KeyError");
    assertThat(result.error().traceback()).startsWith("Traceback");
  }

  @Test
  void aTimeoutIsAnExceptionThatHasTheOutputAndLeavesTheState() {
    interpreter.runCode("kept = 'kept'");

    DaytonaProcessTimeoutException timeout =
        catchThrowableOfType(
            DaytonaProcessTimeoutException.class,
            () ->
                interpreter.runCode(
                    "print('begun')\nwhile True: pass", new RunCodeOptions().setTimeout(1)));

    assertThat(timeout.stdout()).isEqualTo("begun\n");
    assertThat(timeout).hasMessageContaining("longer than its timeout");
    assertThat(interpreter.runCode("print(kept)").stdout()).isEqualTo("kept\n");
  }

  @Test
  void anOpenContextIsGoneOnceItIsClosed() {
    InterpreterContext info;
    try (OpenContext context = interpreter.openContext("/tmp", CodeLanguage.JAVASCRIPT)) {
      info = context.info();
      context.runCode("const x = [1, 2]");
      ExecutionResult result = context.runCode("x", new RunCodeOptions().setResult(true));

      assertThat(result.result().text()).isEqualTo("[ 1, 2 ]");
      assertThat(result.result().json()).hasToString("[1,2]");
      assertThat(interpreter.listContexts()).containsExactly(info);
    }
    assertThat(interpreter.listContexts()).isEmpty();
    assertThatThrownBy(() -> interpreter.runCode("x", new RunCodeOptions().setContext(info)))
        .isInstanceOf(DaytonaNotFoundException.class)
        .hasMessageContaining("context not found: " + info.id());
    assertThatThrownBy(() -> interpreter.runCode(" "))
        .isInstanceOf(DaytonaBadRequestException.class)
        .hasMessageContaining("code is required");
  }

  @Test
  void theDefaultContextIsOfTheSandboxesLanguage() {
    Sandbox other =
        served
            .daytona()
            .create(CreateSandboxParams.builder().language(CodeLanguage.JAVASCRIPT).build());
    try {
      CodeInterpreter ofJavaScript = other.getCodeInterpreter();
      ofJavaScript.runCode("const x = 1");

      assertThat(ofJavaScript.runCode("console.log(x)").stdout()).isEqualTo("1\n");
      assertThat(
              ofJavaScript
                  .runCode("print(2)", new RunCodeOptions().setLanguage(CodeLanguage.PYTHON))
                  .stdout())
          .isEqualTo("2\n");
    } finally {
      other.delete();
    }
  }

  @Test
  void interruptingTheCallerInterruptsTheRun() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Thread running =
        new Thread(() ->
            interpreter.runCode(
                "y = 2\nprint('begun')\nwhile True: pass",
                new RunCodeOptions().setOnStdout(text -> begun.countDown())));
    running.setUncaughtExceptionHandler((thread, failure) -> {});
    running.start();
    begun.await();
    running.interrupt();
    running.join();

    assertThat(interpreter.runCode("print(y)", new RunCodeOptions().setTimeout(20)).stdout())
        .isEqualTo("2\n");
  }
}
