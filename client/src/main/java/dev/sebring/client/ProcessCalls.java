package dev.sebring.client;

import dev.sebring.api.LogFrame;
import dev.sebring.api.ManagedProcess;
import dev.sebring.api.ManagedProcesses;
import dev.sebring.api.ProcessExit;
import dev.sebring.api.ProcessLogs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a sandbox that are looked after by id (prerelease of Daytona's next API). This
 * class is thread-safe.
 */
final class ProcessCalls {
  static final String ALL = "/processes";

  private static final Duration FIRST_WAIT = Duration.ofSeconds(60);

  /** Of a process that runs on, which may write faster than it is read. */
  private static final int MOST_PAGES_OF_THE_RUNNING = 8;

  private final Toolbox toolbox;

  ProcessCalls(Toolbox toolbox) {
    this.toolbox = toolbox;
  }

  ProcessHandle start(ProcessOptions options) {
    Operation operation =
        toolbox
            .operation("start " + options.what(), "POST", ALL)
            .body(Body.json(options.request()));
    return handle(toolbox.call(operation, ManagedProcess.class).id());
  }

  /** In one call, if it ends soon and does not write much. */
  ProcessResult run(ProcessOptions options, @Nullable Duration timeout) {
    Deadline deadline = Deadline.in(timeout == null ? Duration.ZERO : timeout);
    Duration wait = timeout == null ? FIRST_WAIT : timeout;
    Operation operation =
        toolbox
            .operation(
                "run " + options.what(),
                "POST",
                ALL,
                wait.isZero() ? Duration.ZERO : wait.plus(Process.GRACE))
            .query("waitMs", Long.toString(wait.toMillis()))
            .query("logs", "text")
            .body(Body.json(options.request()));
    ManagedProcess process = toolbox.call(operation, ManagedProcess.class);
    ProcessHandle handle = handle(process.id());
    if (process.state().equals("terminal")) {
      ProcessExit exit = new ProcessExit(process.reason(), process.exitCode(), process.signal());
      ProcessLogs first = process.logs();
      List<LogFrame> log =
          first != null && first.eof() ? first.frames() : log(handle, Integer.MAX_VALUE);
      return ProcessResult.of(handle.getId(), exit, log);
    }
    ProcessExit exit = new ProcessExit("timed_out", null, null);
    if (timeout == null || !deadline.remaining().isZero()) {
      exit = handle.waitForExit(timeout == null ? Duration.ZERO : deadline.remaining());
    }
    boolean ended = !"timed_out".equals(exit.reason()) || exit.signal() != null;
    int pages = ended ? Integer.MAX_VALUE : MOST_PAGES_OF_THE_RUNNING;
    return ProcessResult.of(handle.getId(), exit, log(handle, pages));
  }

  private static List<LogFrame> log(ProcessHandle handle, int mostPages) {
    List<LogFrame> log = new ArrayList<>();
    String cursor = null;
    for (int page = 0; page < mostPages; page++) {
      ProcessLogs logs = handle.logs(cursor);
      log.addAll(logs.frames());
      if (logs.eof() || logs.frames().isEmpty()) {
        break;
      }
      cursor = logs.nextCursor();
    }
    return log;
  }

  List<ManagedProcess> list() {
    return toolbox.call("list the processes", "GET", ALL, ManagedProcesses.class).items();
  }

  ProcessHandle handle(String id) {
    return new ProcessHandle(toolbox, id);
  }
}
