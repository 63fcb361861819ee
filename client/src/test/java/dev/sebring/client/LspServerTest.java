package dev.sebring.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.api.CompletionList;
import dev.sebring.api.LspPosition;
import dev.sebring.client.TestServer.Answer;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LspServerTest {
  private final AtomicReference<TestServer> self = new AtomicReference<>();

  private TestServer answering(Answer answer) throws Exception {
    TestServer server =
        new TestServer(request ->
            request.line().startsWith("GET /api/sandbox/")
                ? Answer.ok(self.get().sandbox("started"))
                : answer);
    self.set(server);
    return server;
  }

  @Test
  void pathsTravelAsTheyAreBehindTheScheme() throws Exception {
    try (TestServer server = answering(Answer.ok("[]"))) {
      LspServer lsp = server.client().get("1").createLspServer("python", "my app");
      lsp.start();
      assertThat(server.last().line()).isEqualTo("POST /toolbox/1/lsp/start");
      assertThat(server.last().text())
          .isEqualTo("{\"languageId\":\"python\",\"pathToProject\":\"my app\"}");
      lsp.didOpen("my app/a b.py");
      assertThat(server.last().text()).endsWith(",\"uri\":\"file://my app/a b.py\"}");
      assertThat(lsp.documentSymbols("a&b.py")).isEmpty();
      assertThat(server.last().line())
          .isEqualTo(
              "GET /toolbox/1/lsp/document-symbols?languageId=python&pathToProject=my%20app"
                  + "&uri=file%3A%2F%2Fa%26b.py");
    }
  }

  @Test
  void documentationOfAnItemMayBeATextOrMarkup() throws Exception {
    try (TestServer server =
        answering(
            Answer.ok(
                "{\"isIncomplete\":true,\"items\":[{\"label\":\"a\",\"documentation\":\"plain\"},"
                    + "{\"label\":\"b\",\"kind\":3,\"documentation\":{\"kind\":\"markdown\",\"value\":\"*b*\"}}]}"))) {
      LspServer lsp = server.client().get("1").createLspServer("typescript", "app");
      CompletionList list = lsp.completions("app/a.ts", new LspPosition(1, 2));
      assertThat(server.last().text())
          .endsWith("\"uri\":\"file://app/a.ts\",\"position\":{\"line\":1,\"character\":2}}");
      assertThat(list.isIncomplete()).isTrue();
      assertThat(list.items())
          .extracting(item -> item.documentation().value())
          .containsExactly("plain", "*b*");
    }
  }

  @Test
  void thereAreThreeLanguages() throws Exception {
    try (TestServer server = answering(Answer.ok(""))) {
      assertThatThrownBy(() -> server.client().get("1").createLspServer("cobol", "app"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("python");
    }
  }
}
