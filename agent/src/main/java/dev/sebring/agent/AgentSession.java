package dev.sebring.agent;

import dev.sebring.agent.run.RunEvent;
import dev.sebring.agent.run.RunResponse;
import dev.sebring.agent.session.Session;
import dev.sebring.agent.terminal.Display;
import dev.sebring.agent.terminal.RunView;
import java.io.PrintStream;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One of an agent's sessions: a conversation with its own sandbox and working directory. Runs of
 * one session come one after the other; those of different sessions go side by side. This class is
 * thread-safe.
 */
public final class AgentSession {
  private final Agent agent;
  private final String id;

  AgentSession(Agent agent, String id) {
    this.agent = agent;
    this.id = Objects.requireNonNull(id, "id");
  }

  /** The session's id. */
  public String id() {
    return id;
  }

  /** Runs until the model has answered; see {@link Agent#run(String)}. */
  public RunResponse run(String message) {
    return run(message, false, event -> {});
  }

  /** Runs and tells the listener; see {@link Agent#run(String, Consumer)}. */
  public RunResponse run(String message, Consumer<RunEvent> listener) {
    return run(message, true, listener);
  }

  /** Runs in the background; see {@link Agent#runStream(String)}. */
  public RunStream runStream(String message) {
    Objects.requireNonNull(message, "message");
    return new RunStream(listener -> run(message, true, listener), agent.threads());
  }

  /** Runs and shows it; see {@link Agent#printResponse(String)}. */
  public RunResponse printResponse(String message) {
    return printed(message, view -> Display.standard(view, System.out, System.getenv()));
  }

  /** Runs and writes plain text; see {@link Agent#printResponse(String, PrintStream)}. */
  public RunResponse printResponse(String message, PrintStream out) {
    Objects.requireNonNull(out, "out");
    return printed(message, view -> Display.plain(view, out));
  }

  private RunResponse printed(String message, Function<RunView, Display> displays) {
    AgentSettings settings = agent.settings();
    String modelLine =
        settings.modelOrigin().isEmpty()
            ? ""
            : "Model: " + agent.modelName() + " (" + settings.modelOrigin() + ")";
    RunView view = new RunView(message, modelLine, settings.markdown(), settings.showToolCalls());
    try (Display display = displays.apply(view)) {
      return run(message, true, display);
    }
  }

  private RunResponse run(String message, boolean streamed, Consumer<RunEvent> listener) {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(listener, "listener");
    agent.requireOpen();
    try {
      return agent.locks().hold(id, () -> runAlone(message, streamed, listener));
    } catch (RejectedExecutionException e) {
      throw new CancellationException("the agent was closed during the run");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while session " + id + " was busy");
    }
  }

  private RunResponse runAlone(String message, boolean streamed, Consumer<RunEvent> listener) {
    AgentSettings settings = agent.settings();
    Session session = settings.store().load(id).orElseGet(() -> Session.empty(id));
    return new RunLoop(settings, session, listener, streamed).run(message);
  }
}
