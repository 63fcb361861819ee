package dev.sebring.client;

import dev.sebring.api.LogFrame;
import dev.sebring.api.ManagedProcess;
import dev.sebring.api.ProcessExit;
import dev.sebring.api.ProcessLogs;
import dev.sebring.api.ProcessSignalRequest;
import dev.sebring.api.ProcessStdinRequest;
import dev.sebring.api.ProcessTerminal;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A process that {@link Process#start(String)} has started, or that another client has. Closing it
 * deletes the process; one that is to run on is not closed, and {@link Process#connect} finds it
 * again.
 *
 * <pre>{@code
 * try (ProcessHandle server = sandbox.getProcess().start("python3 -m http.server 8000")) {
 *   server.streamLogs(frame -> System.out.print(frame.data()));
 * }
 * }</pre>
 *
 * <p>This class is thread-safe.
 */
public final class ProcessHandle implements AutoCloseable {
  private final Toolbox toolbox;
  private final String id;

  ProcessHandle(Toolbox toolbox, String id) {
    this.toolbox = toolbox;
    this.id = id;
  }

  /** Its id. */
  public String getId() {
    return id;
  }

  /**
   * How it is now.
   *
   * @throws DaytonaNotFoundException if it was deleted
   */
  public ManagedProcess get() {
    return toolbox.call("get process " + id, "GET", path(""), ManagedProcess.class);
  }

  /** Waits for its end, for as long as that takes. */
  public ProcessExit waitForExit() {
    return waitForExit(Duration.ZERO);
  }

  /**
   * Waits for its end.
   *
   * @param timeout zero: any
   * @return with reason {@code timed_out} and no signal if it runs on
   */
  public ProcessExit waitForExit(Duration timeout) {
    Deadline deadline = Deadline.in(timeout);
    for (; ; ) {
      Duration left = timeout.isZero() ? Duration.ZERO : deadline.remaining();
      Operation operation =
          toolbox
              .operation(
                  "wait for process " + id,
                  "GET",
                  path("/wait"),
                  timeout.isZero() ? Duration.ZERO : left.plus(Process.GRACE))
              .query("timeoutMs", Long.toString(timeout.isZero() ? 0 : atLeastOne(left)));
      ProcessExit exit = toolbox.call(operation, ProcessExit.class);
      if (!"timed_out".equals(exit.reason()) || exit.signal() != null) {
        return exit;
      }
      // Either the time to wait was up or its own: what it is now tells.
      ManagedProcess now = get();
      if (now.state().equals("terminal")) {
        return new ProcessExit(now.reason(), now.exitCode(), now.signal());
      }
      if (!timeout.isZero() && deadline.remaining().isZero()) {
        return exit;
      }
    }
  }

  private static long atLeastOne(Duration left) {
    return Math.max(1, left.toMillis());
  }

  /** The first page of what it has written, as text. */
  public ProcessLogs logs() {
    return logs(null);
  }

  /**
   * A page of what it has written, as text.
   *
   * @param cursor {@link ProcessLogs#nextCursor} of the page before, or that of a frame; {@code
   *     null}: the start
   */
  public ProcessLogs logs(@Nullable String cursor) {
    return toolbox.call(logs("read the log of process " + id, cursor), ProcessLogs.class);
  }

  private Operation logs(String what, @Nullable String cursor) {
    return cursor(toolbox.operation(what, "GET", path("/logs")), cursor);
  }

  private static Operation cursor(Operation operation, @Nullable String cursor) {
    return cursor == null ? operation : operation.query("cursor", cursor);
  }

  /**
   * Follows what it writes, from its start to its end, see {@link #streamLogs(String, Consumer)}.
   */
  public void streamLogs(Consumer<LogFrame> onFrame) {
    streamLogs(null, onFrame);
  }

  /**
   * Follows what it writes, to its end. Returns when it has ended; while {@code onFrame} has not
   * returned, the sandbox is read no further. If that throws, following ends with it.
   *
   * @param cursor of the last frame that is known; {@code null}: from the start
   * @throws DaytonaConnectionException if the connection breaks; the cursor of the last frame goes
   *     on
   */
  public void streamLogs(@Nullable String cursor, Consumer<LogFrame> onFrame) {
    String what = "follow the log of process " + id;
    Operation operation = toolbox.operation(what, "GET", path("/logs"), Duration.ZERO);
    new LogEvents(Transport.tried(operation, toolbox.current()), onFrame)
        .take(toolbox.stream(cursor(operation.query("follow", "true"), cursor)));
  }

  /** Writes text to its standard input. */
  public void stdin(String data) {
    stdin(new ProcessStdinRequest(data, null, null));
  }

  /** Writes bytes to its standard input. */
  public void stdin(byte[] data) {
    stdin(new ProcessStdinRequest(Base64.getEncoder().encodeToString(data), "base64", null));
  }

  /** Ends its standard input. */
  public void stdinEof() {
    stdin(new ProcessStdinRequest("", null, true));
  }

  private void stdin(ProcessStdinRequest request) {
    toolbox.bytes(
        toolbox
            .operation("write to process " + id, "POST", path("/stdin"))
            .body(Body.json(request)));
  }

  /** Asks it and all that it has started to end ({@code SIGTERM}). */
  public void kill() {
    kill("SIGTERM", null, null);
  }

  /**
   * Sends a signal to it and all that it has started.
   *
   * @param signal such as {@code SIGINT}
   * @param escalateAfter how long it has to end, at most 10 minutes; {@code null}: any
   * @param escalateTo what it is sent then; {@code null}: {@code SIGKILL}
   * @throws DaytonaConflictException if it has ended
   */
  public void kill(String signal, @Nullable Duration escalateAfter, @Nullable String escalateTo) {
    Long grace = escalateAfter == null ? null : Long.valueOf(escalateAfter.toMillis());
    toolbox.bytes(
        toolbox
            .operation("send " + signal + " to process " + id, "POST", path("/signals"))
            .body(Body.json(new ProcessSignalRequest(signal, grace, escalateTo))));
  }

  /** Changes the size of its terminal. */
  public void resize(int cols, int rows) {
    toolbox.bytes(
        toolbox
            .operation("resize the terminal of process " + id, "POST", path("/resize"))
            .body(Body.json(new ProcessTerminal(cols, rows))));
  }

  /**
   * Kills it with all that it has started, and forgets it and its log.
   *
   * @throws DaytonaNotFoundException if that is done already
   */
  public void delete() {
    toolbox.bytes(toolbox.operation("delete process " + id, "DELETE", path("")));
  }

  /** Deletes it. Does nothing if it is deleted. */
  @Override
  public void close() {
    try {
      delete();
    } catch (DaytonaNotFoundException e) {
      // It is what was wanted.
    }
  }

  private String path(String below) {
    return ProcessCalls.ALL + "/" + Operation.encode(id) + below;
  }
}
