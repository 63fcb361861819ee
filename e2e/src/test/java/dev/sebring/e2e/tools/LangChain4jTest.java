package dev.sebring.e2e.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.sebring.adapters.langchain4j.DaytonaToolProvider;
import dev.sebring.api.Json;
import dev.sebring.api.SandboxListItem;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The toolkit behind an AI service. */
class LangChain4jTest extends ToolkitCase {
  @Test
  void aChatMemoryIsASessionOfItsOwn() {
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(new ShellModel())
            .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(20))
            .toolProvider(new DaytonaToolProvider(tools))
            .build();

    assertThat(assistant.chat("alice", "echo hers >secret; cat secret")).isEqualTo("hers\n");
    assertThat(assistant.chat("alice", "cat secret")).isEqualTo("hers\n");
    assertThat(assistant.chat("bob", "cat secret")).contains("[exit code 1]");
    assertThat(sandboxes())
        .extracting(sandbox -> sandbox.labels().get("sebring/session"))
        .containsExactlyInAnyOrder("alice", "bob");
  }

  @Test
  void aServiceWithoutMemoriesHasTheToolkitsOwnSession() {
    Plain assistant =
        AiServices.builder(Plain.class)
            .chatModel(new ShellModel())
            .tools(DaytonaToolProvider.tools(tools))
            .build();

    assertThat(assistant.chat("echo hi")).isEqualTo("hi\n");
    assertThat(sandboxes())
        .extracting(SandboxListItem::labels)
        .singleElement()
        .satisfies(
            labels -> assertThat(labels).containsEntry("sebring/session", tools.sessionId()));
  }

  interface Assistant {
    String chat(@MemoryId String id, @dev.langchain4j.service.UserMessage String message);
  }

  interface Plain {
    String chat(String message);
  }

  /** Runs what the user says as a shell command, and says what that printed. */
  private static final class ShellModel implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      ChatMessage last = request.messages().get(request.messages().size() - 1);
      AiMessage answer =
          last instanceof ToolExecutionResultMessage result
              ? AiMessage.from(result.text())
              : AiMessage.from(
                  ToolExecutionRequest.builder()
                      .id("1")
                      .name("run_shell_command")
                      .arguments(Json.write(Map.of("command", ((UserMessage) last).singleText())))
                      .build());
      return ChatResponse.builder().aiMessage(answer).build();
    }
  }
}
