package dev.sebring.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.sebring.agent.tool.ToolAnswer;
import dev.sebring.agent.tool.ToolContext;
import dev.sebring.agent.tool.ToolRequest;
import dev.sebring.agent.tool.Toolkit;
import dev.sebring.testkit.model.Answer;
import dev.sebring.testkit.model.ModelRequest;
import dev.sebring.testkit.model.Script;
import dev.sebring.tools.DaytonaTools;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a model is told before it is asked. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class AgentPromptTest {

  @Test
  void theSystemMessageHasTheOrderOfTheOriginal() {
    assertThat(
            systemText(builder ->
                builder
                    .instructions("Be brief.", "Be kind.")
                    .markdown(true)
                    .tools(new Advised())
                    .description("You help.")))
        .isEqualTo(
            """
            You help.

            <instructions>
            - Be brief.
            - Be kind.
            </instructions>

            <additional_information>
            - Use markdown to format your answers.
            </additional_information>

            Ask the oracle first.\
            """);
  }

  @Test
  void oneInstructionIsATextAndNoPoint() {
    assertThat(systemText(builder -> builder.instructions("Be brief.\nReally.\n")))
        .isEqualTo("<instructions>\nBe brief.\nReally.\n</instructions>");
  }

  @Test
  void withNothingToSayThereIsNoSystemMessage() {
    ModelRequest request = firstRequest(builder -> builder);
    assertThat(request.messages()).extracting(message -> message.role()).containsExactly("user");
  }

  @Test
  void theSandboxToolsAreDescribedAndTheirInstructionsAddedOnlyWhenAsked() {
    DaytonaTools quiet = DaytonaTools.builder().apiUrl("http://127.0.0.1:1").apiKey("k").build();
    ModelRequest request = firstRequest(builder -> builder.tools(quiet));
    assertThat(request.systemText()).isEmpty();
    assertThat(request.tools())
        .extracting(tool -> tool.name())
        .contains(
            "run_code",
            "run_shell_command",
            "create_file",
            "read_file",
            "list_files",
            "delete_file",
            "change_directory");
    DaytonaTools talking =
        DaytonaTools.builder()
            .apiUrl("http://127.0.0.1:1")
            .apiKey("k")
            .instructions("Always run it.")
            .addInstructions(true)
            .build();
    assertThat(systemText(builder -> builder.tools(talking))).isEqualTo("Always run it.");
  }

  @Test
  void twoToolsOfOneNameAreRefusedWhenTheAgentIsBuilt() {
    assertThatThrownBy(() -> firstRequest(builder -> builder.tools(new Advised(), new Advised())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two tools are named 'oracle'");
  }

  @Test
  void whatIsNoToolIsRefusedWhenTheAgentIsBuilt() {
    assertThatThrownBy(() -> firstRequest(builder -> builder.tools("a string")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("java.lang.String is no source of tools", "DaytonaTools");
  }

  private static String systemText(UnaryOperator<AgentBuilder> settings) {
    return firstRequest(settings).systemText();
  }

  private static ModelRequest firstRequest(UnaryOperator<AgentBuilder> settings) {
    try (ScriptedAgent scripted = new ScriptedAgent(Script.answers(Answer.text("yes")), settings)) {
      scripted.agent.run("go");
      return scripted.server.requests().get(0);
    }
  }

  private static final class Advised implements Toolkit {
    @Override
    public List<ToolSpecification> specifications() {
      return List.of(ToolSpecification.builder().name("oracle").build());
    }

    @Override
    public ToolAnswer call(ToolContext context, ToolRequest request) {
      return ToolAnswer.of("42");
    }

    @Override
    public Optional<String> instructions() {
      return Optional.of("Ask the oracle first.\n");
    }
  }
}
