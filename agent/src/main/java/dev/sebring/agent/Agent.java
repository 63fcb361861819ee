package dev.sebring.agent;

import dev.sebring.agent.run.RunEvent;
import dev.sebring.agent.run.RunResponse;
import java.io.PrintStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A chat model with tools. Whatever a tool does, a run goes on: the model is told. What ends a run
 * early is a model that cannot be asked ({@link dev.sebring.agent.model.ModelException}), a session
 * that cannot be kept ({@link dev.sebring.agent.session.SessionStoreException}), or interruption
 * ({@link java.util.concurrent.CancellationException}).
 *
 * <p>Closing the agent closes its tools, and with them what they hold, such as sandboxes that are
 * not persistent. This class is thread-safe.
 */
public final class Agent implements AutoCloseable {
  private final AgentSettings settings;
  private final ExecutorService threads;
  private final SessionLocks locks = new SessionLocks();
  private final AtomicBoolean closed = new AtomicBoolean();

  Agent(AgentSettings settings, ExecutorService threads) {
    this.settings = settings;
    this.threads = threads;
  }

  /** A builder; each of its settings has a default. */
  public static AgentBuilder builder() {
    return new AgentBuilder();
  }

  /** The agent's name. */
  public String name() {
    return settings.name();
  }

  /** The model, as {@code provider/name} where known. */
  public String modelName() {
    return settings.model().modelName();
  }

  /** The session of runs that name no other. Keep it to go on with it in another process. */
  public String sessionId() {
    return settings.sessionId();
  }

  /** Another session of this agent, new or known to its store. */
  public AgentSession session(String sessionId) {
    return new AgentSession(this, sessionId);
  }

  /** Sends a message and blocks until the model has answered. */
  public RunResponse run(String message) {
    return session(sessionId()).run(message);
  }

  /**
   * Sends a message and blocks until the model has answered. The listener is told on this thread
   * what happens, text in the pieces in which the model streams it; what it throws ends the run.
   */
  public RunResponse run(String message, Consumer<RunEvent> listener) {
    return session(sessionId()).run(message, listener);
  }

  /** Sends a message and returns at once with the events to come. */
  public RunStream runStream(String message) {
    return session(sessionId()).runStream(message);
  }

  /**
   * Sends a message and shows what happens on standard output: live panels on a terminal, plain
   * text elsewhere, or where {@code TERM} is {@code dumb}; without colours if {@code NO_COLOR} is
   * set. A model that the environment chose is named.
   */
  public RunResponse printResponse(String message) {
    return session(sessionId()).printResponse(message);
  }

  /** Sends a message and writes what happens as plain text. */
  public RunResponse printResponse(String message, PrintStream out) {
    return session(sessionId()).printResponse(message, out);
  }

  /**
   * Ends runs under way and closes the tools. Closing twice does nothing.
   *
   * @throws RuntimeException what the first tool that cannot be closed throws; all are tried
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      threads.shutdownNow();
      settings.tools().close();
    }
  }

  AgentSettings settings() {
    return settings;
  }

  ExecutorService threads() {
    requireOpen();
    return threads;
  }

  SessionLocks locks() {
    return locks;
  }

  void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException("this agent is closed");
    }
  }
}
