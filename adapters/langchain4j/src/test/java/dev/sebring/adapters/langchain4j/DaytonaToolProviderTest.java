package dev.sebring.adapters.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.sebring.tools.DaytonaTools;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DaytonaToolProviderTest {
  /** Nothing listens there: every call fails, quickly. */
  private final DaytonaTools tools =
      DaytonaTools.builder().apiUrl("http://127.0.0.1:1/api").apiKey("k").build();

  @Test
  void aModelIsToldOfAllFunctionsWithTheirArguments() {
    List<ToolSpecification> specifications = DaytonaToolSpecifications.of(tools);

    assertThat(specifications)
        .extracting(ToolSpecification::name)
        .containsExactly(
            "run_code",
            "run_shell_command",
            "create_file",
            "read_file",
            "list_files",
            "delete_file",
            "change_directory");
    ToolSpecification runCode = specifications.get(0);
    assertThat(runCode.parameters().properties())
        .containsOnlyKeys("code", "language", "timeout_seconds");
    assertThat(runCode.parameters().required()).containsExactly("code");
    assertThat(((JsonEnumSchema) runCode.parameters().properties().get("language")).enumValues())
        .containsExactly("python", "javascript", "typescript");
    assertThat(runCode.description()).isNotBlank();
  }

  @Test
  void anAiServiceCallsAFunctionAndSeesItsFailureAsAnError() {
    CallingModel model = new CallingModel();
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(model)
            .toolProvider(new DaytonaToolProvider(tools))
            .build();

    assertThat(assistant.chat("list the files")).isEqualTo("done");

    ToolExecutionResultMessage result =
        (ToolExecutionResultMessage) model.requests.get(1).messages().get(2);
    assertThat(result.text())
        .startsWith("{\"status\":\"error\"")
        .contains("is the server running?");
    assertThat(result.isError()).isTrue();
  }

  @Test
  void theMapHoldsAnExecutorForEachFunction() {
    assertThat(DaytonaToolProvider.tools(tools)).hasSize(7);
    assertThat(
            DaytonaToolProvider.tools(tools)
                .values()
                .iterator()
                .next()
                .execute(request("nonsense", "{}"), "s"))
        .contains("There is no function")
        .contains("change_directory");
  }

  private static ToolExecutionRequest request(String name, String arguments) {
    return ToolExecutionRequest.builder().id("1").name(name).arguments(arguments).build();
  }

  interface Assistant {
    String chat(String message);
  }

  /** Calls list_files once, and is done when it has the result. */
  private static final class CallingModel implements ChatModel {
    final List<ChatRequest> requests = new ArrayList<>();

    @Override
    public ChatResponse doChat(ChatRequest request) {
      requests.add(request);
      AiMessage answer =
          requests.size() == 1
              ? AiMessage.from(request("list_files", "{}"))
              : AiMessage.from("done");
      return ChatResponse.builder().aiMessage(answer).build();
    }
  }
}
