package dev.sebring.cli.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.agent.Agent;
import dev.sebring.agent.AgentBuilder;
import dev.sebring.agent.session.JdbcSessionStore;
import dev.sebring.api.CodeLanguage;
import dev.sebring.cli.console.CommandException;
import dev.sebring.cli.console.Console;
import dev.sebring.cli.console.ExitCode;
import dev.sebring.cli.console.LanguageReader;
import dev.sebring.tools.DaytonaTools;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sebring agent}. */
@Command(
    name = "agent",
    description = {
      "A coding agent that runs its code in a sandbox. With a prompt it answers that; without, it"
          + " chats, or reads the prompt from a pipe.",
      "The model: SEBRING_MODEL=provider/name, or the first of OPENAI_API_KEY, ANTHROPIC_API_KEY,"
          + " GEMINI_API_KEY, OLLAMA_BASE_URL that is set; OPENAI_BASE_URL for any compatible"
          + " server."
    },
    footer = {
      "",
      "Examples:",
      "  sebring agent 'Plot a sine in Python as text'",
      "  sebring agent --session thesis",
      "  git diff | sebring agent --json"
    })
public final class AgentCommand implements Callable<Integer> {
  private static final String INSTRUCTIONS =
      """
      You are an experienced programmer with a sandbox of your own. Answer with code that you have \
      run there, show what it printed, and explain it briefly. When something fails, say what and \
      why, and try another way.\
      """;

  @Mixin private Console console = new Console();

  @Option(
      names = "--session",
      paramLabel = "ID",
      description =
          "Go on with this conversation, sandbox and directory, or begin them; any text of yours."
              + " Without, the sandbox is deleted at the end.")
  private @Nullable String session;

  @Option(
      names = "--language",
      converter = LanguageReader.class,
      defaultValue = "python",
      description = "Language of code that names none: ${DEFAULT-VALUE} by default.")
  private CodeLanguage language = CodeLanguage.PYTHON;

  @Parameters(arity = "0..*", paramLabel = "PROMPT", description = "What to do.")
  private List<String> prompt = List.of();

  /** Made by picocli. */
  public AgentCommand() {}

  @Override
  public Integer call() throws IOException {
    try (Agent agent = agent()) {
      if (!prompt.isEmpty()) {
        answer(agent, String.join(" ", prompt));
      } else if (isTerminal() && !console.json()) {
        new Chat(agent).run();
      } else {
        answer(agent, piped());
      }
    }
    return ExitCode.OK;
  }

  private Agent agent() throws IOException {
    DaytonaTools tools =
        DaytonaTools.builder()
            .sandboxLanguage(language)
            .persistent(session != null)
            .addInstructions(true)
            .build();
    AgentBuilder builder =
        Agent.builder()
            .name("Sebring")
            .tools(tools)
            .instructions(INSTRUCTIONS)
            .markdown(true)
            .showToolCalls(true);
    if (session != null) {
      builder.sessionId(session).sessionStore(JdbcSessionStore.sqlite(SessionFile.path()));
    }
    return builder.build();
  }

  private void answer(Agent agent, String message) {
    if (console.json()) {
      console.printJson(JsonRun.of(agent.run(message)));
    } else {
      agent.printResponse(message);
    }
  }

  private static boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  private static String piped() throws IOException {
    String text = new String(System.in.readAllBytes(), UTF_8).strip();
    if (text.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE, "there is no prompt: give one, or chat in a terminal");
    }
    return text;
  }
}
