package dev.sebring.agent;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.sebring.agent.model.AgentModel;
import dev.sebring.agent.model.ModelCaller;
import dev.sebring.agent.model.ModelChoice;
import dev.sebring.agent.model.ModelPatience;
import dev.sebring.agent.session.SessionStore;
import dev.sebring.agent.tool.Confirmation;
import dev.sebring.agent.tool.ToolBox;
import dev.sebring.agent.tool.ToolHook;
import dev.sebring.agent.tool.ToolRunner;
import dev.sebring.agent.tool.ToolSource;
import dev.sebring.agent.tool.Toolkit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Builds an {@link Agent}. Not thread-safe. */
public final class AgentBuilder {
  private String name = "Agent";
  private @Nullable ChatModel chatModel;
  private @Nullable StreamingChatModel streamingChatModel;
  private @Nullable AgentModel model;
  private final List<Object> tools = new ArrayList<>();
  private String description = "";
  private List<String> instructions = List.of();
  private boolean markdown;
  private boolean showToolCalls = true;
  private @Nullable String sessionId;
  private SessionStore sessionStore = SessionStore.inMemory();
  private int toolCallLimit = Integer.MAX_VALUE;
  private int turnLimit = 100;
  private int historyChars = 400_000;
  private final List<ToolHook> hooks = new ArrayList<>();
  private @Nullable Confirmation confirmation;
  private Duration toolTimeout = Duration.ofMinutes(10);
  private ModelPatience modelPatience = ModelPatience.DEFAULT;

  AgentBuilder() {}

  /** For people; the model is not told. Default {@code Agent}. */
  public AgentBuilder name(String name) {
    this.name = Objects.requireNonNull(name, "name");
    return this;
  }

  /** The model. Default: {@link ModelChoice} by the environment variables. */
  public AgentBuilder model(ChatModel model) {
    this.chatModel = Objects.requireNonNull(model, "model");
    return this;
  }

  /** The model in its streaming form, alone or beside the other form of the same model. */
  public AgentBuilder model(StreamingChatModel model) {
    this.streamingChatModel = Objects.requireNonNull(model, "model");
    return this;
  }

  /** The model, with a name for people. */
  public AgentBuilder model(AgentModel model) {
    this.model = Objects.requireNonNull(model, "model");
    return this;
  }

  /**
   * Adds tools: {@code DaytonaTools}, {@link Toolkit}s, LangChain4j {@code ToolProvider}s, or
   * objects with methods annotated {@code @Tool}. The agent closes them.
   */
  public AgentBuilder tools(Object... tools) {
    for (Object each : tools) {
      this.tools.add(Objects.requireNonNull(each, "tools"));
    }
    return this;
  }

  /** The beginning of the system message. Default: none. */
  public AgentBuilder description(String description) {
    this.description = Objects.requireNonNull(description, "description");
    return this;
  }

  /** What the model is to keep to: one text, or several points. Default: none. */
  public AgentBuilder instructions(String... instructions) {
    return instructions(List.of(instructions));
  }

  /** What the model is to keep to: one text, or several points. Default: none. */
  public AgentBuilder instructions(List<String> instructions) {
    this.instructions = List.copyOf(instructions);
    return this;
  }

  /** Whether answers are Markdown: the model is asked for it, and the display renders it. */
  public AgentBuilder markdown(boolean markdown) {
    this.markdown = markdown;
    return this;
  }

  /** Whether the display lists the calls of tools. Default true. */
  public AgentBuilder showToolCalls(boolean showToolCalls) {
    this.showToolCalls = showToolCalls;
    return this;
  }

  /**
   * The session of runs that name no other, an opaque text. Default: a new one, which is that of
   * the first of the tools that has one.
   */
  public AgentBuilder sessionId(String sessionId) {
    if (sessionId.isBlank()) {
      throw new IllegalArgumentException("sessionId is blank");
    }
    this.sessionId = sessionId;
    return this;
  }

  /** Where sessions are kept. Default: in memory, for the life of this agent. */
  public AgentBuilder sessionStore(SessionStore sessionStore) {
    this.sessionStore = Objects.requireNonNull(sessionStore, "sessionStore");
    return this;
  }

  /** How many calls of tools one run may make; further ones are refused. Default: no limit. */
  public AgentBuilder toolCallLimit(int toolCallLimit) {
    if (toolCallLimit < 0) {
      throw new IllegalArgumentException("toolCallLimit is " + toolCallLimit);
    }
    this.toolCallLimit = toolCallLimit;
    return this;
  }

  /** How often one run may ask the model. Default 100. */
  public AgentBuilder turnLimit(int turnLimit) {
    if (turnLimit < 1) {
      throw new IllegalArgumentException("turnLimit is " + turnLimit + ", must be 1 or more");
    }
    this.turnLimit = turnLimit;
    return this;
  }

  /**
   * How much of a long conversation the model is sent: the latest runs whose texts have together no
   * more characters, and the current run in any case. The store keeps everything. Default 400,000,
   * some 100,000 tokens.
   */
  public AgentBuilder historyChars(int historyChars) {
    if (historyChars < 0) {
      throw new IllegalArgumentException("historyChars is " + historyChars);
    }
    this.historyChars = historyChars;
    return this;
  }

  /** Adds what runs around each call of a tool; the first one added is the outermost. */
  public AgentBuilder toolHook(ToolHook hook) {
    hooks.add(Objects.requireNonNull(hook, "hook"));
    return this;
  }

  /**
   * Asked before each call of a tool; {@code ConsoleConfirmation.standard()} asks the person at the
   * terminal. Default: every call may go ahead.
   */
  public AgentBuilder confirmation(Confirmation confirmation) {
    this.confirmation = Objects.requireNonNull(confirmation, "confirmation");
    return this;
  }

  /**
   * After which a call of a tool is given up. Default 10 minutes: more than the tools' own time
   * limits, whose messages say more.
   */
  public AgentBuilder toolTimeout(Duration toolTimeout) {
    if (toolTimeout.isNegative() || toolTimeout.isZero()) {
      throw new IllegalArgumentException("toolTimeout is " + toolTimeout + ", must be positive");
    }
    this.toolTimeout = toolTimeout;
    return this;
  }

  /** How long the model is waited for, and how often it is asked again. */
  public AgentBuilder modelPatience(ModelPatience modelPatience) {
    this.modelPatience = Objects.requireNonNull(modelPatience, "modelPatience");
    return this;
  }

  /**
   * The agent. Neither its model nor its tools are asked for anything yet.
   *
   * @throws dev.sebring.agent.model.ModelException if no model is given and the environment chooses
   *     none; the message names the variables
   * @throws IllegalArgumentException if one of the tools is none, or two have the same name
   */
  public Agent build() {
    ToolBox toolBox = new ToolBox(tools.stream().map(ToolSource::toolkit).toList());
    AgentModel chosen = chooseModel();
    ExecutorService threads = Executors.newCachedThreadPool(AgentBuilder.threads(name));
    AgentSettings settings =
        new AgentSettings(
            name,
            SystemPrompt.text(description, instructions, markdown, toolBox.instructions()),
            markdown,
            showToolCalls,
            chooseSession(toolBox),
            sessionStore,
            toolCallLimit,
            turnLimit,
            historyChars,
            new ModelCaller(chosen, modelPatience, threads),
            chosen.origin(),
            toolBox,
            new ToolRunner(toolBox, hooks, confirmation, toolTimeout, threads));
    return new Agent(settings, threads);
  }

  private AgentModel chooseModel() {
    if (model != null) {
      return model;
    }
    if (chatModel != null || streamingChatModel != null) {
      return AgentModel.given(chatModel, streamingChatModel);
    }
    return new ModelChoice(System.getenv()).choose();
  }

  private String chooseSession(ToolBox toolBox) {
    if (sessionId != null) {
      return sessionId;
    }
    return toolBox.sessionId().orElseGet(() -> UUID.randomUUID().toString());
  }

  private static ThreadFactory threads(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
