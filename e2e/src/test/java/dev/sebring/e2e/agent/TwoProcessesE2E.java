package dev.sebring.e2e.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.cli.Sebring;
import dev.sebring.e2e.OwnHome;
import dev.sebring.e2e.OwnHome.Ended;
import dev.sebring.testkit.model.Answer;
import dev.sebring.testkit.model.ModelRequest;
import dev.sebring.testkit.model.ReceivedMessage;
import dev.sebring.testkit.model.Script;
import dev.sebring.testkit.model.ScriptedModelServer;
import dev.sebring.testkit.model.ToolCall;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code sebring agent --session} as two processes, one after the other, with nothing else left.
 */
class TwoProcessesE2E {
  @Test
  void theSecondProcessFindsTheConversationTheSandboxAndTheDirectoryAgain() throws Exception {
    try (OwnHome home = new OwnHome()) {
      Ended first =
          agent(
              home,
              "stop",
              call("mkdir -p deep/er && cd deep/er && echo kept > file"),
              "My number is 8");
      assertThat(first.exitCode()).as(first.output()).isZero();

      Ended second = agent(home, "delete", call("pwd; cat file"), "What was it?");

      assertThat(second.output())
          .contains("said before: My number is 8")
          .contains("the sandbox said: /home/daytona/deep/er\\nkept");
    }
  }

  /** One process from its start to its end, which stops or deletes the sandbox. */
  private static Ended agent(OwnHome home, String atExit, ToolCall call, String prompt)
      throws Exception {
    Script script =
        request ->
            request.toolResults().isEmpty()
                ? Answer.calls(call)
                : Answer.text(
                    "said before: "
                        + firstUserText(request)
                        + "\n\nthe sandbox said: "
                        + request.toolResults().get(0).text());
    try (ScriptedModelServer model = ScriptedModelServer.start(script)) {
      return home.run(
          Sebring.class,
          Map.of("OPENAI_BASE_URL", model.baseUrl().toString(), "SEBRING_AT_EXIT", atExit),
          "agent",
          "--json",
          "--session",
          "numbers",
          prompt);
    }
  }

  private static String firstUserText(ModelRequest request) {
    return request.messages().stream()
        .filter(message -> message.role().equals("user"))
        .map(ReceivedMessage::text)
        .limit(1)
        .collect(Collectors.joining());
  }

  private static ToolCall call(String command) {
    return ToolCall.of("run_shell_command", Map.of("command", command));
  }
}
