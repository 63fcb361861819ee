package dev.sebring.server.toolbox.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.server.toolbox.ToolboxServer.Answer;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PythonTest {
  private static LspCalls lsp;

  @BeforeAll
  static void start() throws Exception {
    lsp = new LspCalls("python");
  }

  @AfterAll
  static void stop() {
    lsp.close();
  }

  private static void project(String name) throws Exception {
    lsp.write(
        name + "/a b.py",
        "import os\n\nclass Greeter:\n    def greet(self, name):\n        return name\n\nos.pa\n");
    lsp.write(name + "/deep/b.py", "def greet_all():\n    pass\n");
  }

  @Test
  void symbolsOfADocumentAreOneListWithPlaces() throws Exception {
    project("symbols");
    lsp.succeed("start", "symbols");
    lsp.succeed("did-open", "symbols", "uri", "file://symbols/a b.py");
    Answer symbols = lsp.get("document-symbols", "symbols", "uri", "file://symbols/a b.py");
    assertThat(lsp.names(symbols)).contains("Greeter", "greet");
    assertThat(symbols.json().get(0).toString())
        .isEqualTo(
            "{\"name\":\"Greeter\",\"kind\":5,\"location\":{\"uri\":\"file://"
                + lsp.home().toRealPath()
                + "/symbols/a%20b.py\",\"range\":{\"start\":{\"line\":2,\"character\":0},"
                + "\"end\":{\"line\":4,\"character\":19}}}}");
    lsp.succeed("did-close", "symbols", "uri", "file://symbols/a b.py");
  }

  @Test
  void symbolsOfAProjectAreFoundAtOnceAlsoInFilesThatNobodyOpened() throws Exception {
    project("found");
    lsp.succeed("start", "found");
    assertThat(lsp.names(lsp.get("workspacesymbols", "found", "query", "greet")))
        .containsExactlyInAnyOrder("Greeter", "greet", "greet_all");
  }

  @Test
  void completionsFollowTheFileAsItIsNow() throws Exception {
    project("completed");
    lsp.succeed("start", lsp.home() + "/completed");
    lsp.succeed("did-open", "completed", "uri", "file://completed/a b.py");
    assertThat(lsp.completions("completed", "file://completed/a b.py", 6, 5))
        .contains("path", "pathsep")
        .doesNotContain("joinpath");
    lsp.write("completed/a b.py", "from pathlib import Path\nPath().joinp\n");
    assertThat(lsp.completions("completed", "file://a b.py", 1, 12)).contains("joinpath");
  }

  @Test
  void startingTwiceIsFineAndStoppingEndsTheProcess() throws Exception {
    project("twice");
    lsp.succeed("start", "twice");
    long before = lsp.running("pyright-langserver");
    lsp.succeed("start", "twice");
    assertThat(lsp.running("pyright-langserver")).isEqualTo(before);
    lsp.succeed("stop", "twice");
    assertThat(lsp.running("pyright-langserver")).isEqualTo(before - 1);
    notInitialized(lsp.get("workspacesymbols", "twice", "query", "greet"));
    notInitialized(lsp.post("stop", "twice"));
    notInitialized(lsp.post("did-open", "twice", "uri", "file://twice/a b.py"));
  }

  private static void notInitialized(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("code")).isEqualTo("LSP_SERVER_NOT_INITIALIZED");
    assertThat(answer.text("source")).isEqualTo("DAYTONA_DAEMON");
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    project("missing");
    Answer nowhere = lsp.post("start", "nowhere");
    assertThat(nowhere.status()).as(nowhere.body()).isEqualTo(404);
    assertThat(lsp.post("start", "missing/a b.py").status()).isEqualTo(400);
    lsp.succeed("start", "missing");
    Answer file = lsp.get("document-symbols", "missing", "uri", "file:///no/such.py");
    assertThat(file.status()).isEqualTo(404);
    assertThat(file.text("code")).isEqualTo("FILE_NOT_FOUND");
    assertThat(lsp.get("document-symbols", "missing", "uri", "http://h/a.py").status())
        .isEqualTo(400);
    refused("position", Map.of("line", -1, "character", 0));
    refused("position", Map.of("line", 0, "character", -1));
    refused("context", Map.of("triggerKind", 4));
    Files.delete(lsp.home().resolve("missing/deep/b.py"));
    lsp.succeed("did-close", "missing", "uri", "file://missing/deep/b.py");
  }

  private static void refused(String key, Map<String, Integer> value) {
    Map<String, Object> body = new HashMap<>();
    body.put("uri", "file://missing/a b.py");
    body.put("position", Map.of("line", 0, "character", 0));
    body.put(key, value);
    Object[] pairs =
        body.entrySet().stream().flatMap(e -> Stream.of(e.getKey(), e.getValue())).toArray();
    Answer answer = lsp.post("completions", "missing", pairs);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
  }
}
