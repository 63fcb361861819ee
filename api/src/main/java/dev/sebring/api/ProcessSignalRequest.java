package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * Sends a signal to a process and all that it has started.
 *
 * @param signal such as {@code SIGINT}; default: {@code SIGTERM}
 * @param escalateAfterMs refused
 */
public record ProcessSignalRequest(
    @Nullable String signal, @Nullable Long escalateAfterMs, @Nullable String escalateTo) {}
