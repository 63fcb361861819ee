package dev.sebring.server.toolbox.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.server.lifecycle.SettableClock;
import dev.sebring.server.toolbox.ToolboxServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IdleServerTest {
  private final SettableClock clock = new SettableClock();
  private ToolboxServer toolbox;
  private LspCalls lsp;

  @BeforeEach
  void start() throws Exception {
    toolbox = new ToolboxServer(true, clock);
    lsp = new LspCalls("python", toolbox);
  }

  @AfterEach
  void stop() {
    lsp.close();
  }

  @Test
  void aSandboxIsStoppedThoughALanguageServerRunsInIt() throws Exception {
    lsp.write("idle/a.py", "x = 1\n");
    lsp.succeed("start", "idle");
    lsp.succeed("did-open", "idle", "uri", "file://idle/a.py");
    assertThat(lsp.running("pyright-langserver")).isPositive();

    clock.pass(Duration.ofMinutes(16)); // a sandbox stops after 15 by default
    awaitState("stopped");

    assertThat(toolbox.control("POST", "/start").status()).isEqualTo(200);
    awaitState("started");
    assertThat(lsp.running("pyright-langserver")).isZero();
  }

  private void awaitState(String state) throws InterruptedException {
    while (!toolbox.control("GET", "").text("state").equals(state)) {
      Thread.sleep(50);
    }
  }
}
