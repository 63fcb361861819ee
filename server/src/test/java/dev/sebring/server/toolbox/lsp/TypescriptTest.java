package dev.sebring.server.toolbox.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TypescriptTest {
  @Test
  void aProjectIsCompletedAndSearchedInBothOfItsLanguages() throws Exception {
    try (LspCalls lsp = new LspCalls("typescript")) {
      lsp.write("p/a.ts", "export class Greeter {\n  greet(name: string) {}\n}\nnew Greeter().\n");
      lsp.write("p/src/b.tsx", "export function greetAll() { return <p>hello</p> }\n");
      lsp.write("p/node_modules/m/index.ts", "export function greetNobody() {}\n");
      lsp.succeed("start", "p");
      assertThat(lsp.names(lsp.get("workspacesymbols", "p", "query", "greet")))
          .as("without a tsconfig.json")
          .containsExactlyInAnyOrder("Greeter", "greet", "greetAll");
      assertThat(lsp.completions("p", "file://p/a.ts", 3, 14)).containsExactly("greet");
      assertThat(lsp.names(lsp.get("document-symbols", "p", "uri", "file://p/src/b.tsx")))
          .containsExactly("greetAll");
      lsp.write("q/tsconfig.json", "{}");
      lsp.write("q/a.ts", "export class Greeter {}\n");
      lsp.write("q/src/b.ts", "export function greetAll() {}\n");
      lsp.succeed("start", "q");
      assertThat(lsp.names(lsp.get("workspacesymbols", "q", "query", "greet")))
          .containsExactlyInAnyOrder("Greeter", "greetAll");
    }
    try (LspCalls lsp = new LspCalls("javascript")) {
      lsp.write("p/a.js", "const greeting = { hello: 1 }\ngreeting.\n");
      lsp.succeed("start", "p");
      lsp.succeed("did-open", "p", "uri", "file://p/a.js");
      assertThat(lsp.completions("p", "file://p/a.js", 1, 9)).contains("hello");
    }
  }
}
