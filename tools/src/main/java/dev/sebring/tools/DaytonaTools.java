package dev.sebring.tools;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Seven functions with which an agent works in a sandbox: {@code run_code}, {@code
 * run_shell_command}, {@code create_file}, {@code read_file}, {@code list_files}, {@code
 * delete_file} and {@code change_directory}. Seven more come with {@link
 * DaytonaToolsBuilder#includeFunctions}.
 *
 * <p>Each session has a sandbox and a working directory of its own; the sandbox is made at the
 * first call that needs it. A session's id is an opaque text that the framework supplies. Whoever
 * has none uses {@link #sessionId}. No call throws because of what a model asked for or a server
 * answered: that is a {@link ToolResult} that says so.
 *
 * <pre>{@code
 * try (DaytonaTools tools = DaytonaTools.builder().persistent(false).build()) {
 *   System.out.println(tools.session(null).runCode("print(6 * 7)", null, null).text());
 * }
 * }</pre>
 *
 * <p>This class is thread-safe: calls of one session run side by side in its one sandbox.
 */
public final class DaytonaTools implements AutoCloseable {
  private final ToolsConfig config;
  private final List<ToolFunction> functions;
  private final String ownSessionId = UUID.randomUUID().toString();
  private final Map<String, ToolSession> sessions = new ConcurrentHashMap<>();
  private final Sandboxes sandboxes;

  /**
   * A toolkit with the default settings; its server is the one that the environment names, or the
   * embedded one.
   */
  public DaytonaTools() {
    this(builder().config());
  }

  DaytonaTools(ToolsConfig config) {
    this.config = config;
    this.functions =
        Functions.describe(config.functions(), config.sandboxLanguage(), config.timeout());
    this.sandboxes = new Sandboxes(config, ownSessionId);
  }

  /** A builder with the default settings. */
  public static DaytonaToolsBuilder builder() {
    return new DaytonaToolsBuilder();
  }

  /** The functions, for a framework to tell its model. */
  public List<ToolFunction> functions() {
    return functions;
  }

  /** How a model is to use the functions. */
  public String instructions() {
    return config.instructions();
  }

  /** Whether an agent should add {@link #instructions} to its own. */
  public boolean addInstructions() {
    return config.addInstructions();
  }

  /**
   * The session of calls without a session id: random, and worth keeping if the sandbox is to be
   * found again.
   */
  public String sessionId() {
    return ownSessionId;
  }

  /**
   * Calls a function as a model asked for it. Blocks until it is done.
   *
   * @param sessionId the framework's; {@code null}: {@link #sessionId}
   * @param name of the function
   * @param argumentsJson a JSON object
   * @return the result; of a wrong name or wrong arguments an error that says what is right
   * @throws IllegalStateException if this toolkit is closed
   */
  public ToolResult call(@Nullable String sessionId, String name, String argumentsJson) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(argumentsJson, "argumentsJson");
    return FunctionCall.run(session(sessionId), functions, name, argumentsJson);
  }

  /**
   * A session, for calls from Java.
   *
   * @param sessionId {@code null}: {@link #sessionId}
   * @throws IllegalStateException if this toolkit is closed
   */
  public ToolSession session(@Nullable String sessionId) {
    sandboxes.requireOpen();
    return sessions.computeIfAbsent(
        sessionId == null ? ownSessionId : sessionId,
        id -> new ToolSession(id, config, sandboxes.ofSession(id)));
  }

  /**
   * Forgets a session. If its sandbox is not persistent, it is deleted; a persistent one is found
   * again by the next call with this id.
   *
   * @throws dev.sebring.client.DaytonaException if the sandbox could not be deleted
   */
  public void closeSession(String sessionId) {
    ToolSession session = sessions.remove(sessionId);
    if (session != null) {
      session.end();
    }
  }

  /**
   * Deletes the sandboxes that are not persistent and closes the connection to the server. Closing
   * twice does nothing.
   *
   * @throws dev.sebring.client.DaytonaException if a sandbox could not be deleted; the others were
   *     tried all the same
   */
  @Override
  public void close() {
    sandboxes.close();
    sessions.clear();
  }
}
