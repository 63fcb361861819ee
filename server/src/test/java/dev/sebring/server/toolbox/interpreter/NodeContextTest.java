package dev.sebring.server.toolbox.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.server.toolbox.ToolboxServer;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import dev.sebring.server.toolbox.program.NodeTools;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NodeContextTest {
  private static ToolboxServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new ToolboxServer(true);
    Answer answer = server.post("/env", Map.of("set", Map.of("PATH", NodeTools.path())));
    assertThat(answer.status()).as(answer.body()).isLessThan(300);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void declarationsStayAndMayBeMadeAnew() throws Exception {
    String context = create("javascript");
    run(context, "const a = 1; let b = 2; class C {}; function f() { return a + b }");

    Answered answered = run(context, "const a = 40; class C {}; console.log(f())");

    assertThat(answered.stdout()).as(answered.toString()).isEqualTo("42\n");
    assertThat(answered.completed()).isTrue();
    assertThat(run(create("javascript"), "a").error().path("name").asText())
        .isEqualTo("ReferenceError");
  }

  @Test
  void awaitAndImportsNeedNoModule() throws Exception {
    String context = create("javascript");

    Answered answered =
        run(
            context,
            """
            import fs, { readFileSync as read } from 'node:fs';
            import * as os from 'node:os';
            const path = await import('node:path');
            export const joined = path.join('a', 'b');
            console.log("import('kept')", typeof fs.existsSync, typeof read, typeof os.platform)
            """);

    assertThat(answered.stdout())
        .as(answered.toString())
        .isEqualTo("import('kept') function function function\n");
    assertThat(run(context, "console.log(joined, require('fs') === fs)").stdout())
        .isEqualTo("a/b true\n");
  }

  @Test
  void typesAreStrippedAndEnumsWork() throws Exception {
    String context = create("typescript");

    assertThat(run(context, "enum E { A = 4 }\nconst n: number = E.A; interface I { x: string }"))
        .matches(Answered::completed);
    JsonNode error =
        run(
                context,
                "function fail<T>(x: T): never {\n  throw new RangeError(`${x}${n}`)\n}\nfail('n')")
            .error();
    assertThat(error.path("name").asText()).isEqualTo("RangeError");
    assertThat(error.path("value").asText()).isEqualTo("n4");
    assertThat(error.path("traceback").asText())
        .isEqualTo("RangeError: n4\n    at fail (run-2.ts:2:9)\n    at run-2.ts:4:1");
    assertThat(run(context, "const x: = 1").error().path("name").asText()).isEqualTo("SyntaxError");
  }

  @Test
  void timeoutsEndLoopsWaitsAndProgramsAndKeepTheState() throws Exception {
    String context = create("javascript");
    run(context, "const x = 7");
    for (String endless :
        new String[] {
          "while (true) {}",
          "await null; while (true) await null",
          "await new Promise(() => {})",
          "require('child_process').execSync('sleep 1000')"
        }) {
      Answered answered = run(context, endless, Map.of("timeout", 0.5));

      assertThat(answered.closed().code()).as(endless).isEqualTo(4008);
      assertThat(run(context, "console.log(x)").stdout()).as(endless).isEqualTo("7\n");
    }
  }

  @Test
  void outputErrorsAndLateFailuresAreTold() throws Exception {
    String context = create("javascript");

    Answered answered =
        run(
            context,
            """
            process.stdout.write('a ');
            require('child_process').execSync('printf "b "', { stdio: 'inherit' });
            console.log('c'); console.error('to errors');
            setTimeout(() => { throw new Error('late') }, 1);
            await new Promise(resolve => setTimeout(resolve, 50));
            """);

    assertThat(answered.stdout()).isEqualTo("a b c\n");
    assertThat(answered.stderr()).startsWith("to errors\nError: late\n");
    assertThat(run(context, "process.exit(4)").error().path("value").asText())
        .contains("ended with exit code 4");
    assertThat(
            run(context, "console.log(process.env.A)", Map.of("envs", Map.of("A", "b"))).stdout())
        .isEqualTo("b\n");
    assertThat(run(context, "console.log(process.env.A)").stdout()).isEqualTo("undefined\n");
  }

  @Test
  void theValueOfTheLastExpressionComesOnRequestAlsoInTheDefaultContext() throws Exception {
    Map<String, ?> asked = Map.of("result", true, "language", "javascript");

    JsonNode value = Answered.to(server, "const o = { a: [1, 2] }; o", asked).result();

    assertThat(value.path("text").asText()).isEqualTo("{ a: [ 1, 2 ] }");
    assertThat(value.path("json").toString()).isEqualTo("{\"a\":[1,2]}");
    assertThat(
            Answered.to(server, "o.a = Promise.resolve(1)", asked).result().path("text").asText())
        .isEqualTo("Promise { 1 }");
    assertThat(Answered.to(server, "undefined", asked).types()).containsExactly("control");
  }

  private static String create(String language) {
    Answer created = server.post("/process/interpreter/context", Map.of("language", language));
    assertThat(created.status()).as(created.body()).isEqualTo(200);
    assertThat(created.text("language")).isEqualTo(language);
    return created.text("id");
  }

  private static Answered run(String context, String code) throws Exception {
    return run(context, code, Map.of());
  }

  private static Answered run(String context, String code, Map<String, ?> fields) throws Exception {
    Map<String, Object> all = new HashMap<>(fields);
    all.put("contextId", context);
    return Answered.to(server, code, all);
  }
}
