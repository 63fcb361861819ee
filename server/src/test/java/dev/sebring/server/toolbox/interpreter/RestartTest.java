package dev.sebring.server.toolbox.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.server.toolbox.TestSocket;
import dev.sebring.server.toolbox.ToolboxServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestartTest {
  private static final String CONTEXT = "/process/interpreter/context";

  @Test
  void aServerThatStartsAgainHasLostNoContextNoStateAndNoRun() throws Exception {
    try (ToolboxServer server = new ToolboxServer(true)) {
      String context = server.post(CONTEXT, Map.of()).text("id");
      Map<String, ?> there = Map.of("contextId", context);
      Answered.to(server, "in_default = 1");
      TestSocket running =
          Answered.ask(
              server,
              "import os, time\nprint('begun')\n"
                  + "while not os.path.exists('go-on'): time.sleep(0.01)\nx = 'done'",
              there);
      assertThat(running.next().toString()).contains("begun");

      server.restart();
      running.close();

      assertThat(server.get(CONTEXT).json().path("contexts").findValuesAsText("id"))
          .containsExactly(context);
      server.post("/process/execute", Map.of("command", "touch go-on"));
      Answered after = Answered.to(server, "print(x)", there);
      assertThat(after.stdout()).as("%s", after).isEqualTo("done\n");
      assertThat(Answered.to(server, "print(in_default)").stdout()).isEqualTo("1\n");
    }
  }

  @Test
  void theTimeOfARunEndsAlsoWithoutAServer() throws Exception {
    try (ToolboxServer server = new ToolboxServer(true)) {
      TestSocket running =
          Answered.ask(server, "x = 1\nprint('begun')\nwhile True: pass", Map.of("timeout", 2));
      assertThat(running.next().toString()).contains("begun");

      server.restart();
      running.close();

      assertThat(Answered.to(server, "print(x)", Map.of("timeout", 0)).stdout()).isEqualTo("1\n");
    }
  }
}
