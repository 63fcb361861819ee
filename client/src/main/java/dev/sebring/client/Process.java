package dev.sebring.client;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.CodeRunRequest;
import dev.sebring.api.CodeRunResponse;
import dev.sebring.api.CreateSessionRequest;
import dev.sebring.api.ExecuteRequest;
import dev.sebring.api.ExecuteResponse;
import dev.sebring.api.Json;
import dev.sebring.api.ManagedProcess;
import dev.sebring.api.PtyCreateRequest;
import dev.sebring.api.PtyResizeRequest;
import dev.sebring.api.PtySessionInfo;
import dev.sebring.api.PtySessions;
import dev.sebring.api.Session;
import dev.sebring.api.SessionCommand;
import dev.sebring.api.SessionCommandLogs;
import dev.sebring.api.SessionExecuteRequest;
import dev.sebring.api.SessionExecuteResponse;
import dev.sebring.api.SessionSendInputRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs in a sandbox: commands and code, sessions that keep a shell, terminals, and
 * processes that are looked after by id. A program whose time is up is killed with all its
 * descendants, and the call ends with a {@link DaytonaProcessTimeoutException}. A program that
 * fails is no exception: its exit code tells. This class is thread-safe.
 */
public final class Process {
  /**
   * How much longer than the program the call may take: the server answers when it has killed it.
   */
  static final Duration GRACE = Duration.ofSeconds(10);

  private static final String SESSIONS = "/process/session";
  private static final String TERMINALS = "/process/pty";
  private static final String EXIT_CONTROL = "X-Daytona-Pty-Exit-Control";
  private static final String SPLIT_OUTPUT = "X-Daytona-Split-Output";

  private final Toolbox toolbox;
  private final Supplier<CodeLanguage> language;
  private final ProcessCalls processes;

  Process(Toolbox toolbox, Supplier<CodeLanguage> language) {
    this.toolbox = toolbox;
    this.language = language;
    this.processes = new ProcessCalls(toolbox);
  }

  /** Starts a shell command and lets it run, see {@link #start(ProcessOptions)}. */
  public ProcessHandle start(String command) {
    return start(ProcessOptions.command(command));
  }

  /**
   * Starts a process and lets it run, also when this client is gone; its id finds it again.
   *
   * @throws DaytonaConflictException if one of the same name runs
   */
  public ProcessHandle start(ProcessOptions options) {
    return processes.start(options);
  }

  /** Runs a shell command to its end, see {@link #run(ProcessOptions, Duration)}. */
  public ProcessResult run(String command) {
    return run(ProcessOptions.command(command), null);
  }

  /**
   * Starts a process and waits for its end. Its output is all there, as far as the server keeps it.
   *
   * @param timeout how long to wait; {@code null} or zero: as long as it takes. Then the reason is
   *     {@code timed_out}, and the process runs on: {@link ProcessOptions#setExecutionTimeout} ends
   *     it
   */
  public ProcessResult run(ProcessOptions options, @Nullable Duration timeout) {
    return processes.run(options, timeout);
  }

  /** All processes that are looked after by id, the oldest first; also those that have ended. */
  public List<ManagedProcess> list() {
    return processes.list();
  }

  /**
   * One of them.
   *
   * @param id or the name of one that runs
   */
  public ManagedProcess get(String id) {
    return connect(id).get();
  }

  /** One of them, whether or not it is there. */
  public ProcessHandle connect(String id) {
    return processes.handle(id);
  }

  /** Runs a shell command in the sandbox's working directory, within the client's timeout. */
  public ExecuteResponse executeCommand(String command) {
    return executeCommand(command, null, null, null);
  }

  /**
   * Runs a shell command.
   *
   * @param cwd the directory to run in; {@code null}: the sandbox's working directory
   * @param env added to the environment; {@code null}: nothing
   * @param timeout of the program, rounded up to whole seconds; {@code null}: the client's; zero:
   *     none
   */
  public ExecuteResponse executeCommand(
      String command,
      @Nullable String cwd,
      @Nullable Map<String, String> env,
      @Nullable Duration timeout) {
    Duration limit = limit(timeout);
    return execute(new ExecuteRequest(command, cwd, env, seconds(limit)), false);
  }

  /**
   * Runs a shell command as the request says.
   *
   * @param splitOutput whether to ask for both streams apart and for the directory that the shell
   *     ended in; only Sebring's server tells
   */
  public ExecuteResponse execute(ExecuteRequest request, boolean splitOutput) {
    Operation operation =
        toolbox
            .operation("run a command", "POST", "/process/execute", callLimit(request.timeout()))
            .body(Body.json(request));
    return toolbox.call(split(operation, splitOutput), ExecuteResponse.class);
  }

  /** Runs code in the sandbox's language, within the client's timeout. */
  public CodeRunResponse codeRun(String code) {
    return codeRun(code, List.of(), Map.of(), null);
  }

  /**
   * Runs code in the sandbox's language.
   *
   * @param argv the program's arguments
   * @param env added to the environment
   * @param timeout of the program, rounded up to whole seconds; {@code null}: the client's; zero:
   *     none
   */
  public CodeRunResponse codeRun(
      String code, List<String> argv, Map<String, String> env, @Nullable Duration timeout) {
    Duration limit = limit(timeout);
    return codeRun(
        new CodeRunRequest(code, language.get(), argv, env, seconds(limit), null), false);
  }

  /**
   * Runs code as the request says.
   *
   * @param splitOutput whether to ask for both streams apart; only Sebring's server tells
   */
  public CodeRunResponse codeRun(CodeRunRequest request, boolean splitOutput) {
    String what = "run " + request.language().wire() + " code";
    Operation operation =
        toolbox
            .operation(what, "POST", "/process/code-run", callLimit(request.timeout()))
            .body(Body.json(request));
    return toolbox.call(split(operation, splitOutput), CodeRunResponse.class);
  }

  /**
   * Opens a session: a shell that keeps its directory, variables and functions from command to
   * command, and lives until it is deleted or the sandbox stops.
   *
   * @throws DaytonaConflictException if there is one of this id
   */
  public void createSession(String sessionId) {
    toolbox.bytes(
        toolbox
            .operation("open session " + sessionId, "POST", SESSIONS)
            .body(Body.json(new CreateSessionRequest(sessionId))));
  }

  /** All sessions with their commands, the oldest first. */
  public List<Session> listSessions() {
    Operation operation = toolbox.operation("list the sessions", "GET", SESSIONS);
    return toolbox.call(
        operation,
        Json.mapper().getTypeFactory().constructCollectionType(List.class, Session.class));
  }

  /** One session with its commands. */
  public Session getSession(String sessionId) {
    return toolbox.call("get session " + sessionId, "GET", session(sessionId), Session.class);
  }

  /** The session of what the sandbox itself has started. */
  public Session getEntrypointSession() {
    return getSession("entrypoint");
  }

  /** Ends a session with all that it has started. */
  public void deleteSession(String sessionId) {
    toolbox.bytes(toolbox.operation("delete session " + sessionId, "DELETE", session(sessionId)));
  }

  /**
   * Runs a command in a session: to its end, or, if the request says so, in the background.
   * Commands of a session run one after another.
   *
   * @param timeout of the call; {@code null}: the client's; zero: none. The command runs on.
   */
  public SessionExecuteResponse executeSessionCommand(
      String sessionId, SessionExecuteRequest request, @Nullable Duration timeout) {
    Operation operation =
        toolbox
            .operation(
                "run a command in session " + sessionId,
                "POST",
                session(sessionId) + "/exec",
                limit(timeout))
            .body(Body.json(request));
    return toolbox.call(split(operation, true), SessionExecuteResponse.class);
  }

  /** A command of a session; without an exit code while it runs. */
  public SessionCommand getSessionCommand(String sessionId, String commandId) {
    return toolbox.call(
        "get command " + commandId, "GET", command(sessionId, commandId), SessionCommand.class);
  }

  /** What a command has written until now. */
  public SessionCommandLogs getSessionCommandLogs(String sessionId, String commandId) {
    Operation operation =
        toolbox.operation(
            "read the log of command " + commandId, "GET", command(sessionId, commandId) + "/logs");
    return toolbox.call(split(operation, true), SessionCommandLogs.class);
  }

  /**
   * Follows what a command writes, from its start to its end. Returns when it has ended; while one
   * of the two has not returned, the sandbox is read no further.
   *
   * @param onStdout gets text as it comes
   */
  public void getSessionCommandLogs(
      String sessionId, String commandId, Consumer<String> onStdout, Consumer<String> onStderr) {
    Operation operation =
        toolbox
            .operation(
                "follow the log of command " + commandId,
                "GET",
                command(sessionId, commandId) + "/logs")
            .query("follow", "true");
    try (MessageSocket socket = toolbox.socket(operation, List.of())) {
      new FollowedLog(onStdout, onStderr).take(socket);
    }
  }

  /** Writes a line to the standard input of a command that runs in the background. */
  public void sendSessionCommandInput(String sessionId, String commandId, String data) {
    toolbox.bytes(
        toolbox
            .operation(
                "write to command " + commandId, "POST", command(sessionId, commandId) + "/input")
            .body(Body.json(new SessionSendInputRequest(data))));
  }

  /**
   * Opens a terminal with a shell in it, and connects to it.
   *
   * @throws DaytonaConflictException if there is one of this id
   */
  public PtyHandle createPty(PtyCreateOptions options) {
    PtyCreateRequest request =
        new PtyCreateRequest(
            options.id(), options.cwd(), options.envs(), options.cols(), options.rows(), true);
    toolbox.bytes(
        toolbox
            .operation("open terminal " + options.id(), "POST", TERMINALS)
            .body(Body.json(request)));
    return connectPty(options.id(), options.onData());
  }

  /**
   * Connects to a terminal, also to one that others are connected to.
   *
   * @param onData gets its output: see {@link PtyCreateOptions#setOnData}
   * @throws DaytonaNotFoundException if there is none of this id, or its shell has ended
   */
  public PtyHandle connectPty(String sessionId, Consumer<byte[]> onData) {
    Operation operation =
        toolbox.operation(
            "connect to terminal " + sessionId, "GET", terminal(sessionId) + "/connect");
    MessageSocket socket = toolbox.socket(operation, List.of(EXIT_CONTROL));
    return PtyHandle.over(this, sessionId, socket, onData);
  }

  /** All terminals. */
  public List<PtySessionInfo> listPtySessions() {
    return toolbox.call("list the terminals", "GET", TERMINALS, PtySessions.class).sessions();
  }

  /** One terminal. */
  public PtySessionInfo getPtySessionInfo(String sessionId) {
    return toolbox.call(
        "get terminal " + sessionId, "GET", terminal(sessionId), PtySessionInfo.class);
  }

  /** Changes a terminal's size. */
  public PtySessionInfo resizePtySession(String sessionId, int cols, int rows) {
    Operation operation =
        toolbox
            .operation("resize terminal " + sessionId, "POST", terminal(sessionId) + "/resize")
            .body(Body.json(new PtyResizeRequest(cols, rows)));
    return toolbox.call(operation, PtySessionInfo.class);
  }

  /** Kills a terminal's shell and all that it has started. */
  public void killPtySession(String sessionId) {
    toolbox.bytes(toolbox.operation("kill terminal " + sessionId, "DELETE", terminal(sessionId)));
  }

  private static String session(String id) {
    return SESSIONS + "/" + Operation.encode(id);
  }

  private static String command(String sessionId, String commandId) {
    return session(sessionId) + "/command/" + Operation.encode(commandId);
  }

  private static String terminal(String id) {
    return TERMINALS + "/" + Operation.encode(id);
  }

  private Duration limit(@Nullable Duration timeout) {
    return timeout == null ? toolbox.timeout() : timeout;
  }

  private static @Nullable Integer seconds(Duration limit) {
    return limit.isZero() ? null : Math.toIntExact(limit.plusNanos(999_999_999).toSeconds());
  }

  private static Duration callLimit(@Nullable Integer seconds) {
    return seconds == null || seconds == 0
        ? Duration.ZERO
        : Duration.ofSeconds(seconds).plus(GRACE);
  }

  private static Operation split(Operation operation, boolean splitOutput) {
    return splitOutput ? operation.header(SPLIT_OUTPUT, "true") : operation;
  }
}
