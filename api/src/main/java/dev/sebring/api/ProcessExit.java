package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * How a process ended.
 *
 * @param reason {@code exited} or {@code signaled}; {@code timed_out} with a signal: its own time
 *     was up, without one: it has not ended in the time that the caller would wait
 * @param signal such as {@code SIGKILL}
 */
public record ProcessExit(
    @Nullable String reason, @Nullable Integer exitCode, @Nullable String signal) {}
