package dev.sebring.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process that is looked after by id.
 *
 * @param kind {@code exec} or {@code pty}
 * @param state {@code running} or {@code terminal}
 * @param pid in the sandbox, while it runs
 * @param reason {@code exited}, {@code signaled} or {@code timed_out}, once it has ended
 * @param signal such as {@code SIGKILL}
 * @param firstAvailableCursor where the log begins, if its start is gone
 * @param truncatedHead whether the start of the log is gone
 * @param logs the first page, if it was asked for
 * @param timeoutMs its time, if that is limited
 * @param shell that was asked for
 * @param user that was asked for
 * @param terminal of a {@code pty}
 */
public record ManagedProcess(
    String id,
    String kind,
    String state,
    @Nullable String name,
    @Nullable Long pid,
    @Nullable String shellCommand,
    @Nullable List<String> argv,
    String cwd,
    String stdin,
    String keepLogs,
    Instant createdAt,
    Instant startedAt,
    @Nullable Integer exitCode,
    @Nullable String signal,
    @Nullable String reason,
    @Nullable String firstAvailableCursor,
    @Nullable String lastCursor,
    boolean truncatedHead,
    @Nullable ProcessLogs logs,
    @Nullable Long timeoutMs,
    @Nullable String shell,
    @Nullable String user,
    @Nullable ProcessTerminal terminal) {}
