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

/** Needs {@code npm} on the host. */
class NodeSnippetTest {
  /** Node's own frames: how it came to the program differs. */
  private static final Pattern NODE_FRAMES = Pattern.compile("(\n    at .*\\(?node:.*)+");

  private static TestSandbox sandbox;

  @BeforeAll
  static void start() throws Exception {
    sandbox = new TestSandbox(Map.of("PATH", NodeTools.path()));
    sandbox.write("helper.js", "exports.h = () => { throw new Error('from helper'); };\n");
    sandbox.write("mod.mjs", "export const m = 5; export default 7;\n");
    sandbox.write("node_modules/dep/index.js", "module.exports = { v: 1 };\n");
    sandbox.write("other.ts", "export enum Color { Red, Green }\nexport const t: number = 3;\n");
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  static List<String> programs() {
    return Cases.read("javascript.txt");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void aProgramBehavesAsItsFile(String code) {
    sandbox.write("snippet.js", code);
    Result real = sandbox.run(SpawnRequest.builder("node", "snippet.js", "a b"));
    sandbox.remove("snippet.js");
    Result ours = javaScript(code);
    assertThat(shortened(ours.output())).isEqualTo(shortened(real.output()));
    assertThat(ours.exitCode()).isEqualTo(real.exitCode());
  }

  @Test
  void aProgramOfMegabytesRuns() {
    Result result = javaScript("const x = '" + "é".repeat(2_000_000) + "'; console.log(x.length)");
    assertThat(result.output()).isEqualTo("2000000\n");
  }

  @Test
  void thePackageDecidesWhatAProgramIs() {
    sandbox.write("package.json", "{\"type\":\"module\"}");
    try {
      assertThat(javaScript("console.log(typeof require, import.meta.url)").output())
          .isEqualTo("undefined file://" + sandbox.home() + "/snippet.js\n");
      assertThat(typeScript("const a: string = typeof require; console.log(a)").output())
          .isEqualTo("undefined\n");
    } finally {
      sandbox.remove("package.json");
    }
  }

  @Test
  void typeScriptHasItsEnumsNamespacesAndParameterProperties() {
    Result result =
        typeScript(
            """
            enum Color { Red, Green }
            namespace Limits { export const most: number = 5 }
            class Box<T> { constructor(private readonly value: T) {} get() { return this.value } }
            console.log(Color.Green, Color[0], Limits.most, new Box<string>('x').get() satisfies string);
            """);
    assertThat(result.output()).isEqualTo("1 Red 5 x\n");
  }

  @Test
  void typeScriptSeesTheEnvironmentThatItWasGiven() {
    String variables = "process.env.ESBUILD_WORKER_THREADS";
    assertThat(typeScript("console.log(" + variables + " as string)").output())
        .isEqualTo("undefined\n");
    NodeSnippet given = NodeSnippet.typeScript("console.log(" + variables + " as any)", List.of());
    assertThat(sandbox.run(given.starts(Map.of("ESBUILD_WORKER_THREADS", "1")).getFirst()).output())
        .isEqualTo("1\n");
  }

  @Test
  void typeScriptFindsWhatIsBesideIt() {
    Result result =
        typeScript(
            """
            import { Color, t } from './other';
            import dep from 'dep';
            import * as fs from 'node:fs';
            const again = require('./other');
            console.log(Color.Green, t, dep.v, again.t, fs.existsSync('snippet.ts'));
            console.log(__filename, require.main === module, process.argv.slice(2), process.execArgv);
            """);
    assertThat(result.output())
        .isEqualTo("1 3 1 3 false\n" + sandbox.home() + "/snippet.ts true [ 'a b' ] []\n");
  }

  @Test
  void typeScriptUsesWhatIsNodesOwnInEveryForm() {
    Result result =
        typeScript(
            """
            import * as fs from 'node:fs';
            import {
              join,
              type ParsedPath,
            } from "path";
            import 'os';
            const { EOL } = require('os');
            const path = 'a/b' as unknown as ParsedPath;
            console.log(typeof fs.readFileSync, join('a', 'b'), EOL === '\\n', path);
            """);
    assertThat(result.output()).isEqualTo("function a/b true a/b\n");
  }

  @Test
  void typeScriptExportsFromWhatIsBesideIt() {
    assertThat(typeScript("export * from './other';\nconsole.log(1);\n").output()).isEqualTo("1\n");
  }

  @Test
  void typeScriptMayAwaitAtItsTopLevel() {
    Result result =
        typeScript(
            """
            import { Color } from './other.ts';
            import { m } from './mod.mjs';
            const five: number = await Promise.resolve(5);
            console.log(five, Color.Red, m);
            """);
    assertThat(result.output()).isEqualTo("5 0 5\n");
  }

  @Test
  void aTypeScriptErrorShowsTheLineAsItWasWritten() {
    Result result =
        typeScript(
            "interface P { a: number }\n\n"
                + "function f(p: P): never { throw new Error('boo') }\n"
                + "f({ a: 1 });\n");
    String file = sandbox.home() + "/snippet.ts";
    assertThat(result.output())
        .contains(file + ":3\nfunction f(p: P): never { throw new Error('boo') }\n")
        .contains("Error: boo\n    at f (" + file + ":3:33)")
        .contains(file + ":4:1");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void aTypeScriptSyntaxErrorNamesItsPlace() {
    Result result = typeScript("const x: number = ;\n");
    assertThat(result.output())
        .contains("Unexpected \";\"", "snippet.ts:1:18", "const x: number = ;");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void aMissingPackageIsNamedWithoutTheLoadersCode() {
    Result result = typeScript("import axios from 'nosuch';\nconsole.log(axios);\n");
    assertThat(result.output()).contains("Cannot find module 'nosuch'").doesNotContain("tsx");
    assertThat(result.output().lines()).allMatch(line -> line.length() < 200);
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void withoutTsxTypeScriptSaysWhatToInstall() throws Exception {
    Map<String, String> variables = Map.of("PATH", NodeTools.pathWithoutTsx());
    Result result =
        sandbox.run(
            NodeSnippet.typeScript("console.log(1)", List.of()).starts(variables).getFirst());
    assertThat(result.output()).contains("needs tsx", "npm install -g tsx");
    assertThat(result.exitCode()).isEqualTo(127);
  }

  private static Result javaScript(String code) {
    return sandbox.run(NodeSnippet.javaScript(code, List.of("a b")).starts(Map.of()).getFirst());
  }

  private static Result typeScript(String code) {
    return sandbox.run(NodeSnippet.typeScript(code, List.of("a b")).starts(Map.of()).getFirst());
  }

  private static String shortened(String output) {
    return NODE_FRAMES.matcher(output).replaceAll("\n    at node");
  }
}
