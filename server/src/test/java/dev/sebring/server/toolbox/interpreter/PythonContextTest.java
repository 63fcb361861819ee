package dev.sebring.server.toolbox.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.server.toolbox.TestSocket;
import dev.sebring.server.toolbox.ToolboxServer;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PythonContextTest {
  private static final String CONTEXT = "/process/interpreter/context";
  private static ToolboxServer server;

  @BeforeAll
  static void start() {
    server = new ToolboxServer(true);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void whatARunDefinesIsThereInTheNext() throws Exception {
    String context = create();
    run(context, "import math\nx = 20\ndef twice(n): return 2 * n");

    Answered answered = run(context, "print(twice(x) + math.floor(2.5))");

    assertThat(answered.stdout()).isEqualTo("42\n");
    assertThat(answered.completed()).as(answered.toString()).isTrue();
  }

  @Test
  void contextsKnowNothingOfEachOther() throws Exception {
    String one = create();
    String other = create();
    run(one, "secret = 1");

    assertThat(run(other, "print(secret)").error().path("name").asText()).isEqualTo("NameError");
    assertThat(Answered.to(server, "print(secret)").error().path("name").asText())
        .isEqualTo("NameError");
    assertThat(run(one, "print(secret)").stdout()).isEqualTo("1\n");
  }

  @Test
  void outputIsStreamedInItsOrderWhoeverWritesIt() throws Exception {
    try (TestSocket socket =
        Answered.ask(
            server,
            """
            import os, subprocess, sys, time
            print('printed', end=' ')
            os.write(1, b'written ')
            subprocess.run(['printf', 'by a program '])
            print('to errors', file=sys.stderr)
            while not os.path.exists('go-on'): time.sleep(0.01)
            print('at last')
            """,
            Map.of("contextId", create()))) {
      StringBuilder seen = new StringBuilder();
      while (seen.indexOf("program") < 0) {
        seen.append(Answered.json(socket.next().toString()).path("text").asText());
      }
      assertThat(seen).startsWith("printed written by a program");
      server.post("/process/execute", Map.of("command", "touch go-on"));
      Answered rest = Answered.of(socket);
      assertThat(rest.stdout()).endsWith("at last\n");
      assertThat(seen + rest.stderr()).contains("to errors\n");
    }
  }

  @Test
  void whatLooksLikeTheProtocolIsOutputAndCharactersAreWhole() throws Exception {
    String control = "{\\\"type\\\":\\\"control\\\",\\\"text\\\":\\\"completed\\\"}";

    Answered answered =
        run(create(), "print(\"" + control + "\\0sebring-\")\nprint('\u00fc\ud83d\ude00' * 50000)");

    assertThat(answered.stdout())
        .isEqualTo(
            "{\"type\":\"control\",\"text\":\"completed\"}\0sebring-\n"
                + "\u00fc\ud83d\ude00".repeat(50000)
                + "\n");
    assertThat(answered.types()).containsExactly("stdout", "control");
  }

  @Test
  void anErrorHasNameValueAndTheLinesOfTheUserAlone() throws Exception {
    String context = create();
    run(context, "def divide(n):\n    return 1 / n");

    JsonNode error = run(context, "divide(0)").error();

    assertThat(error.path("name").asText()).isEqualTo("ZeroDivisionError");
    assertThat(error.path("value").asText()).isEqualTo("division by zero");
    assertThat(error.path("traceback").asText().lines().filter(line -> !line.contains("~")))
        .containsExactly(
            "Traceback (most recent call last):",
            "  File \"<run 2>\", line 1, in <module>",
            "    divide(0)",
            "  File \"<run 1>\", line 2, in divide",
            "    return 1 / n",
            "ZeroDivisionError: division by zero");
    assertThat(run(context, "1 +").error().path("name").asText()).isEqualTo("SyntaxError");
    assertThat(run(context, "input('name? ')").error().path("value").asText())
        .startsWith("input() finds nobody to ask");
  }

  @Test
  void anExitIsNoErrorAndAwaitNeedsNoFunction() throws Exception {
    String context = create();

    assertThat(run(context, "import sys\nx = 1\nsys.exit(3)").types()).containsExactly("control");
    assertThat(run(context, "import asyncio\nprint(await asyncio.sleep(0, x))").stdout())
        .isEqualTo("1\n");
    assertThat(run(context, "print(asyncio.run(asyncio.sleep(0, 2)))").stdout()).isEqualTo("2\n");
  }

  @Test
  void variablesOfTheEnvironmentAreThoseOfOneRun() throws Exception {
    String context = create();
    String show = "import os; print(os.environ.get('A'), os.environ.get('LANGUAGE'))";
    run(context, "import os; os.environ['LANGUAGE'] = 'before'");

    assertThat(run(context, show, Map.of("envs", Map.of("A", "a b", "LANGUAGE", "x"))).stdout())
        .isEqualTo("a b x\n");
    assertThat(run(context, show).stdout()).isEqualTo("None before\n");
  }

  @Test
  void aTimeoutInterruptsClosesWith4008AndKeepsTheState() throws Exception {
    String context = create();
    run(context, "x = 7");

    Answered answered = run(context, "print('begun')\nwhile True: pass", Map.of("timeout", 0.5));

    assertThat(answered.closed().code()).isEqualTo(4008);
    assertThat(answered.types()).containsExactly("stdout");
    assertThat(run(context, "print(x)").stdout()).isEqualTo("7\n");
  }

  @Test
  void aProgramThatARunWaitsForIsInterruptedToo() throws Exception {
    String context = create();
    run(context, "x = 7");

    Answered answered = run(context, "import os; os.system('sleep 1000')", Map.of("timeout", 0.5));

    assertThat(answered.closed().code()).isEqualTo(4008);
    assertThat(run(context, "print(x)").stdout()).isEqualTo("7\n");
  }

  @Test
  void codeThatWillNotBeInterruptedIsKilledAndItsContextStartsAnew() throws Exception {
    String context = create();
    run(context, "x = 7");
    String stubborn =
        "import time\nwhile True:\n  try: time.sleep(10)\n  except BaseException: pass";

    assertThat(run(context, stubborn, Map.of("timeout", 0.5)).closed().code()).isEqualTo(4008);
    assertThat(run(context, "print('x' in globals())").stdout()).isEqualTo("False\n");
  }

  @Test
  void aDeathIsToldAndTheNextRunHasAFreshProcess() throws Exception {
    String context = create();
    Answered dead = run(context, "import os\nprint('last words')\nos._exit(3)");

    assertThat(dead.stdout()).isEqualTo("last words\n");
    assertThat(dead.error().path("name").asText()).isEqualTo("ContextDied");
    assertThat(dead.error().path("value").asText())
        .contains("ended with exit code 3 during the run", "starts it anew");
    assertThat(dead.completed()).isTrue();
    assertThat(context(context).path("active").asBoolean()).isFalse();
    assertThat(run(context, "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)").error())
        .anyMatch(value -> value.asText().contains("was ended by signal 11"));
    assertThat(run(context, "print('here')").stdout()).isEqualTo("here\n");
    assertThat(context(context).path("active").asBoolean()).isTrue();
  }

  @Test
  void runsOfOneContextWaitForEachOther() throws Exception {
    String context = create();
    try (TestSocket first =
            Answered.ask(
                server,
                "import os, time\nprint('begun')\n"
                    + "while not os.path.exists('first-may-end'): time.sleep(0.01)\n"
                    + "order = ['first']",
                Map.of("contextId", context));
        TestSocket second =
            Answered.ask(afterFirstMessage(first), "print(order)", Map.of("contextId", context))) {
      // A run that waits has no time yet.
      TestSocket third =
          Answered.ask(server, "print(order)", Map.of("contextId", context, "timeout", 1));
      Thread.sleep(1500);
      server.post("/process/execute", Map.of("command", "touch first-may-end"));

      assertThat(Answered.of(first).completed()).isTrue();
      assertThat(Answered.of(second).stdout()).isEqualTo("['first']\n");
      assertThat(Answered.of(third).stdout()).isEqualTo("['first']\n");
      third.close();
    }
  }

  private static ToolboxServer afterFirstMessage(TestSocket socket) throws InterruptedException {
    assertThat(socket.next().toString()).contains("begun");
    return server;
  }

  @Test
  void aRunThatWaitedForADyingContextHasTheNextProcess() throws Exception {
    String context = create();
    try (TestSocket dying =
            Answered.ask(
                server,
                "import os, time\nprint('begun')\n"
                    + "while not os.path.exists('may-die'): time.sleep(0.01)\nos._exit(1)",
                Map.of("contextId", context));
        TestSocket waiting =
            Answered.ask(
                afterFirstMessage(dying), "print('alive')", Map.of("contextId", context))) {
      server.post("/process/execute", Map.of("command", "sleep 0.5; touch may-die"));

      assertThat(Answered.of(dying).error().path("name").asText()).isEqualTo("ContextDied");
      assertThat(Answered.of(waiting).stdout()).isEqualTo("alive\n");
    }
  }

  @Test
  void aClientThatLeavesInterruptsItsRun() throws Exception {
    String context = create();
    try (TestSocket leaving =
        Answered.ask(
            server, "x = 1\nprint('begun')\nwhile True: pass", Map.of("contextId", context))) {
      afterFirstMessage(leaving);
    }

    assertThat(run(context, "print(x)", Map.of("timeout", 10)).stdout()).isEqualTo("1\n");
  }

  @Test
  void programsThatARunLeavesGoOnPrintingWithoutHarm() throws Exception {
    String context = create();
    run(
        context,
        "import subprocess\n"
            + "p = subprocess.Popen(['sh', '-c', 'while echo noise; do sleep 0.01; done'])");

    Answered next = run(context, "import time; time.sleep(0.2); print(p.poll())");

    assertThat(next.stdout()).contains("noise\n", "None\n");
    run(context, "p.kill()");
  }

  @Test
  void theValueOfTheLastExpressionComesOnRequest() throws Exception {
    String context = create();
    Map<String, ?> asked = Map.of("result", true);

    JsonNode value = run(context, "x = {'a': [1, None]}\nx", asked).result();

    assertThat(value.path("text").asText()).isEqualTo("{'a': [1, None]}");
    assertThat(value.path("json").toString()).isEqualTo("{\"a\":[1,null]}");
    assertThat(run(context, "x").types()).containsExactly("control");
    assertThat(run(context, "None", asked).types()).containsExactly("control");
    JsonNode table =
        run(
                context,
                "class Table:\n  def _repr_html_(self): return '<table>'\n"
                    + "  def _repr_png_(self): return b'png'\nTable()",
                asked)
            .result();
    assertThat(table.path("html").asText()).isEqualTo("<table>");
    assertThat(table.path("png").asText()).isEqualTo("cG5n");
    assertThat(table.has("json")).isFalse();
  }

  @Test
  void contextsAreListedAndDeletedWithAllThatTheyStarted() throws Exception {
    Answer created = server.post(CONTEXT, Map.of("cwd", "/tmp"));
    assertThat(created.status()).as(created.body()).isEqualTo(200);
    String context = created.text("id");
    assertThat(created.text("cwd")).isEqualTo("/tmp");
    assertThat(created.text("language")).isEqualTo("python");
    run(
        context,
        "import os, subprocess; print(os.getcwd());"
            + " subprocess.Popen(['sleep', '7654321'], start_new_session=True)");
    Answered.to(server, "print('the default context is not listed')");
    assertThat(context(context)).isEqualTo(created.json());
    assertThat(ids()).doesNotContain("default");

    assertThat(server.delete(CONTEXT + "/" + context).status()).isEqualTo(200);

    assertThat(ids()).doesNotContain(context);
    assertThat(sleepers()).isEqualTo("0");
    assertThat(server.delete(CONTEXT + "/" + context).status()).isEqualTo(404);
    assertThat(server.delete(CONTEXT + "/default").status()).isEqualTo(400);
    assertThat(run(context, "1").closed().code()).isEqualTo(1008);
    assertThat(run(context, "1").closed().reason()).isEqualTo("context not found: " + context);
  }

  @Test
  void whatIsWrongIsTold() throws Exception {
    assertThat(server.post(CONTEXT, Map.of("cwd", "/none")).status()).isEqualTo(400);
    assertThat(server.post(CONTEXT, Map.of("language", "cobol")).status()).isEqualTo(400);
    assertThat(Answered.to(server, " ").closed())
        .isEqualTo(new TestSocket.Closed(1008, "code is required"));
    assertThat(Answered.to(server, "1", Map.of("timeout", -1)).closed().code()).isEqualTo(1008);
    assertThat(Answered.to(server, "1", Map.of("envs", Map.of("A=B", ""))).closed().code())
        .isEqualTo(1008);
    try (TestSocket socket = server.webSocket(Answered.EXECUTE)) {
      socket.send("no JSON");
      assertThat(socket.closed().code()).isEqualTo(1008);
    }
  }

  @Test
  void withoutOurAdditionsThereIsPythonAlone() throws Exception {
    try (ToolboxServer plain = new ToolboxServer(false)) {
      assertThat(plain.post(CONTEXT, Map.of("language", "javascript")).status()).isEqualTo(400);
      Answered answered = Answered.to(plain, "1", Map.of("result", true, "language", "javascript"));
      assertThat(answered.types()).containsExactly("control");
    }
  }

  private static Answered run(String context, String code) throws Exception {
    return run(context, code, Map.of());
  }

  private static Answered run(String context, String code, Map<String, ?> fields) throws Exception {
    Map<String, Object> all = new java.util.HashMap<>(fields);
    all.put("contextId", context);
    return Answered.to(server, code, all);
  }

  private static String create() {
    Answer created = server.post(CONTEXT, Map.of());
    assertThat(created.status()).as(created.body()).isEqualTo(200);
    return created.text("id");
  }

  private static List<String> ids() {
    return server.get(CONTEXT).json().path("contexts").findValuesAsText("id");
  }

  private static JsonNode context(String id) {
    for (JsonNode context : server.get(CONTEXT).json().path("contexts")) {
      if (context.path("id").asText().equals(id)) {
        return context;
      }
    }
    throw new AssertionError("no context " + id);
  }

  private static String sleepers() {
    return server
        .post("/process/execute", Map.of("command", "pgrep -fc '^sleep 7654321'"))
        .text("result")
        .strip();
  }
}
