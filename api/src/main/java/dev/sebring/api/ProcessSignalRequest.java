package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * Sends a signal to a process and all that it has started.
 *
 * @param signal such as {@code SIGINT}; default: {@code SIGTERM}
 * @param escalateAfterMs how long the process has to end; at most 600,000
 * @param escalateTo what it is sent then; default: {@code SIGKILL}
 */
public record ProcessSignalRequest(
    @Nullable String signal, @Nullable Long escalateAfterMs, @Nullable String escalateTo) {}
