package dev.sebring.agent;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.sebring.agent.model.TurnListener;
import dev.sebring.agent.run.RunEvent;
import dev.sebring.agent.run.RunResponse;
import dev.sebring.agent.run.RunStatus;
import dev.sebring.agent.run.TokenCount;
import dev.sebring.agent.run.ToolRun;
import dev.sebring.agent.session.Session;
import dev.sebring.agent.tool.ToolContext;
import dev.sebring.agent.tool.ToolRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run: the model is asked, the tools that it asks for are called, it is told what they
 * answered, until it asks for none. The session is saved after each turn, when every call has its
 * answer.
 */
final class RunLoop {
  private final AgentSettings agent;
  private final Consumer<RunEvent> listener;
  private final boolean streamed;
  private final String runId = UUID.randomUUID().toString();
  private final long startedNanos = System.nanoTime();
  private final Transcript transcript;
  private final ToolContext context;
  private final List<ToolRun> toolRuns = new ArrayList<>();
  private Session session;
  private TokenCount tokens = TokenCount.NONE;

  /**
   * @param session as it was loaded
   * @param streamed whether the listener wants text in pieces
   */
  RunLoop(AgentSettings agent, Session session, Consumer<RunEvent> listener, boolean streamed) {
    this.agent = agent;
    this.session = session;
    this.listener = listener;
    this.streamed = streamed;
    this.transcript = new Transcript(session.messages());
    this.context = new ToolContext(session.id(), new ConcurrentHashMap<>(session.state()));
  }

  RunResponse run(String message) {
    listener.accept(new RunEvent.Started(runId, session.id(), agent.model().modelName()));
    transcript.add(UserMessage.from(message));
    String lastText = "";
    for (int turn = 1; turn <= agent.turnLimit(); turn++) {
      AiMessage answer = ask();
      List<ToolRequest> requests = transcript.addAnswer(answer);
      lastText = answer.text() == null ? "" : answer.text();
      if (requests.isEmpty()) {
        save();
        return complete(RunStatus.COMPLETED, lastText);
      }
      List<ToolRun> runs = call(requests);
      toolRuns.addAll(runs);
      transcript.addResults(runs);
      save();
    }
    return complete(RunStatus.TURN_LIMIT, lastText);
  }

  private AiMessage ask() {
    List<ChatMessage> messages = new ArrayList<>();
    if (!agent.systemPrompt().isEmpty()) {
      messages.add(SystemMessage.from(agent.systemPrompt()));
    }
    messages.addAll(History.latest(transcript.messages(), agent.historyChars()));
    ChatRequest request =
        ChatRequest.builder()
            .messages(messages)
            .toolSpecifications(agent.tools().specifications())
            .build();
    ChatResponse response = agent.model().ask(request, streamed, new Deltas(listener));
    count(response.tokenUsage());
    return response.aiMessage();
  }

  private void count(@Nullable TokenUsage usage) {
    if (usage != null) {
      tokens =
          tokens.plus(new TokenCount(of(usage.inputTokenCount()), of(usage.outputTokenCount())));
    }
  }

  private static long of(@Nullable Integer count) {
    return count == null ? 0 : count;
  }

  /** Runs as many of the calls as the limit still allows; the others are answered all the same. */
  private List<ToolRun> call(List<ToolRequest> requests) {
    int allowed = Math.max(0, Math.min(requests.size(), agent.toolCallLimit() - toolRuns.size()));
    List<ToolRun> runs = new ArrayList<>();
    try {
      runs.addAll(agent.toolRunner().run(context, requests.subList(0, allowed), listener));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while tools ran");
    }
    for (ToolRequest request : requests.subList(allowed, requests.size())) {
      ToolRun run = overLimit(request);
      listener.accept(
          new RunEvent.ToolCallStarted(request.id(), request.name(), request.arguments()));
      listener.accept(new RunEvent.ToolCallCompleted(run));
      runs.add(run);
    }
    return runs;
  }

  private static ToolRun overLimit(ToolRequest request) {
    return new ToolRun(
        request.id(),
        request.name(),
        request.arguments(),
        "The limit of tool calls is reached: "
            + request.name()
            + " was not executed. Do not try to execute it again; answer with what you have.",
        true,
        Duration.ZERO);
  }

  private void save() {
    session = agent.store().save(session.with(transcript.messages(), context.state()));
  }

  private RunResponse complete(RunStatus status, String content) {
    RunResponse response =
        new RunResponse(
            runId,
            session.id(),
            agent.model().modelName(),
            status,
            content,
            toolRuns,
            tokens,
            Duration.ofNanos(System.nanoTime() - startedNanos));
    listener.accept(new RunEvent.Completed(response));
    return response;
  }

  /** Passes on what happens within a turn. */
  private record Deltas(Consumer<RunEvent> listener) implements TurnListener {
    @Override
    public void delta(String text) {
      listener.accept(new RunEvent.ContentDelta(text));
    }

    @Override
    public void retry(String reason, Duration pause) {
      listener.accept(new RunEvent.TurnRetried(reason, pause));
    }
  }
}
