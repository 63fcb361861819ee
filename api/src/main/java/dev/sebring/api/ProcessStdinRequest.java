package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * Writes to a process's standard input.
 *
 * @param encoding of {@code data}: {@code text}, the default, or {@code base64}
 * @param eof whether that was the last of it
 */
public record ProcessStdinRequest(
    @Nullable String data, @Nullable String encoding, @Nullable Boolean eof) {}
