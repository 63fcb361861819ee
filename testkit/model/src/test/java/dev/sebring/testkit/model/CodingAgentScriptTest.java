package dev.sebring.testkit.model;

import static dev.sebring.testkit.model.WireClient.MAPPER;
import static dev.sebring.testkit.model.WireClient.assistantCalls;
import static dev.sebring.testkit.model.WireClient.request;
import static dev.sebring.testkit.model.WireClient.toolResult;
import static dev.sebring.testkit.model.WireClient.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CodingAgentScriptTest {
  private static final String NUMBERS =
      "Write JavaScript code to generate 10 random numbers between 1 and 100, sort them in"
          + " ascending order, and print each number";

  private final ScriptedModelServer server = ScriptedModelServer.start(new CodingAgentScript());
  private final WireClient client = new WireClient(server);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void theNumbersAreAskedOfRunCodeInJavaScript() throws Exception {
    JsonNode function = ask(user(NUMBERS)).at("/tool_calls/0/function");
    assertThat(function.path("name").asText()).isEqualTo("run_code");
    JsonNode arguments = MAPPER.readTree(function.path("arguments").asText());
    assertThat(arguments.path("language").asText()).isEqualTo("javascript");
    assertThat(arguments.path("code").asText()).contains("console.log");
  }

  @Test
  void theAnswerQuotesWhatTheToolReturnedAndChangesWithIt() throws Exception {
    assertThat(answerTo("3\n14\n15\n")).contains("```javascript", "```\n3\n14\n15\n```");
    assertThat(answerTo("something else")).contains("```\nsomething else\n```");
  }

  @Test
  void aFailureIsToldAsOne() throws Exception {
    assertThat(answerTo("{\"status\":\"error\",\"message\":\"no sandbox\"}"))
        .contains("**failed**", "no sandbox")
        .doesNotContain("How it works");
    assertThat(answerTo("SyntaxError: x\n[exit code 1]")).contains("**failed**", "SyntaxError");
  }

  @Test
  void aResultWithFencesStaysInsideItsBlock() throws Exception {
    assertThat(answerTo("a\n```\nb")).contains("````\na\n```\nb\n````");
  }

  @Test
  void theStepsOfATaskFollowOneAnother() throws Exception {
    ToolCall create = ToolCall.of("create_file", Map.of());
    JsonNode next =
        ask(user("Create a file"), assistantCalls(create), toolResult(create, "File created"));
    assertThat(next.at("/tool_calls/0/function/name").asText()).isEqualTo("list_files");
  }

  @Test
  void anUnknownRequestIsAnsweredWithWhatItIs() throws Exception {
    assertThat(ask(user("Who are you?")).path("content").asText())
        .contains("scripted stand-in", "OPENAI_API_KEY");
  }

  private String answerTo(String result) throws Exception {
    ToolCall call = ToolCall.of("run_code", Map.of("code", "1"));
    return ask(user(NUMBERS), assistantCalls(call), toolResult(call, result))
        .path("content")
        .asText();
  }

  private JsonNode ask(Map<?, ?>... messages) throws Exception {
    ObjectNode body = request(messages);
    for (String tool : new String[] {"run_code", "create_file", "list_files"}) {
      body.withArray("tools").addObject().putObject("function").put("name", tool);
    }
    return MAPPER.readTree(client.post(body).body()).at("/choices/0/message");
  }
}
