package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * How a process ended.
 *
 * @param reason {@code exited} or {@code signaled}; {@code timed_out}: it has not, in the time
 *     asked
 * @param signal such as {@code SIGKILL}
 */
public record ProcessExit(
    @Nullable String reason, @Nullable Integer exitCode, @Nullable String signal) {}
