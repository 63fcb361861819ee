package dev.sebring.server.toolbox.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.server.toolbox.ToolboxServer.Answer;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A language server belongs to the sandbox: nothing that it says is believed. */
class HostileServerTest {
  private LspCalls lsp;

  @BeforeEach
  void start() throws Exception {
    lsp = new LspCalls("python");
    lsp.write("p/a.py", "a = 1\n");
  }

  @AfterEach
  void stop() {
    lsp.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "send('Content-Length: 2000000000\\r\\n\\r\\n')                        | 2000000000 bytes",
        "send('Content-Length: 9000000\\r\\n\\r\\n')                           | 9000000 bytes",
        "send('Content-Length: -1\\r\\n\\r\\n')                                | not a length",
        "send('X: ' + 'x' * 10000)                                             | header",
        "send('X: y\\r\\n\\r\\n{}')                                            | Content-Length",
        "b = '[' * 200 + ']' * 200; send(f'Content-Length: {len(b)}\\r\\n\\r\\n{b}') | nesting"
            + " depth",
        "b = '[' + '1,' * 2000000 + '1]'; send(f'Content-Length: {len(b)}\\r\\n\\r\\n{b}') | Token"
            + " count",
        "send('Content-Length: 3\\r\\n\\r\\nabc')                              | abc",
        "send('Content-Length: 9\\r\\n\\r\\nabc')                              | within a message",
        "sys.stderr.write('no memory left'); sys.exit(3)                       | exit code 3",
      })
  void endsForWhatItSaysAndTheClientIsTold(String said, String told) throws Exception {
    FakeServer.in(lsp, FakeServer.POLITE + "asked()\n" + said + "\n");
    lsp.succeed("start", "p");
    Answer answer = lsp.get("workspacesymbols", "p", "query", "a");
    assertThat(answer.status()).as(answer.body()).isEqualTo(502);
    assertThat(answer.text("message")).contains(told);
    assertThat(lsp.post("stop", "p").text("code")).isEqualTo("LSP_SERVER_NOT_INITIALIZED");
  }

  @Test
  void aSymbolThatLacksWhatTheProtocolRequiresIsLeftOut() throws Exception {
    FakeServer.in(
        lsp,
        FakeServer.POLITE
            + """
            place = {"uri": "file:///a", "range": {"start": {"line": 1, "character": 2}, "end": {"line": 3, "character": 4}}}
            good = {"name": "good", "kind": 5, "location": place}
            say({"jsonrpc": "2.0", "id": asked(), "result": [{"kind": 5, "location": place}, {"name": "x", "location": place}, {"name": "y", "kind": 5}, good]})
            heard()
            """);
    lsp.succeed("start", "p");
    assertThat(lsp.names(lsp.get("workspacesymbols", "p", "query", "a"))).containsExactly("good");
  }

  @Test
  void whatItRefusesIsToldInItsWords() throws Exception {
    FakeServer.in(
        lsp,
        FakeServer.POLITE
            + "say({'jsonrpc': '2.0', 'id': asked(), 'error': {'code': 1, 'message': 'not"
            + " today'}})\n"
            + "heard()\n"
            + "heard()\n");
    lsp.succeed("start", "p");
    Answer answer = lsp.get("workspacesymbols", "p", "query", "a");
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.text("message")).contains("not today");
    lsp.succeed("stop", "p");
  }

  @Test
  void aSandboxWithoutItSaysWhatToInstall() throws Exception {
    Files.createDirectories(lsp.home().resolve("empty"));
    lsp.path(lsp.home().resolve("empty").toString());
    Answer answer = lsp.post("start", "p");
    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.text("code")).isEqualTo("LSP_SERVER_NOT_INSTALLED");
    assertThat(answer.text("message")).contains("npm install --global pyright");
  }

  @Test
  void noMoreThanEightRunInOneSandbox() throws Exception {
    FakeServer.in(lsp, FakeServer.POLITE + "while True: heard()\n");
    for (int i = 0; i < 8; i++) {
      lsp.write("many" + i + "/a.py", "");
      lsp.succeed("start", "many" + i);
    }
    Answer answer = lsp.post("start", "p");
    assertThat(answer.status()).as(answer.body()).isEqualTo(409);
    assertThat(lsp.post("start", "many0").status()).as("one that runs").isEqualTo(200);
  }

  @Test
  void aServerThatStartsAgainStartsItAgain() throws Exception {
    FakeServer.in(
        lsp,
        "import os; open(os.path.expanduser('~/starts'), 'a').write(f'{os.getpid()}\\n')\n"
            + FakeServer.POLITE
            + "while True: say({'jsonrpc': '2.0', 'id': asked(), 'result': []})\n");
    lsp.succeed("start", "p");
    lsp.restartServer();
    assertThat(lsp.names(lsp.get("workspacesymbols", "p", "query", "a"))).isEmpty();
    var started = Files.readAllLines(lsp.home().resolve("starts"));
    assertThat(started).hasSize(2);
    assertThat(ProcessHandle.of(Long.parseLong(started.getFirst())).filter(ProcessHandle::isAlive))
        .as("the one before")
        .isEmpty();
  }
}
