package dev.sebring.api;

/**
 * A piece of a process's output.
 *
 * @param channel {@code stdout} or {@code stderr}; {@code pty}: of a terminal
 * @param cursor where the log goes on after it
 * @param data text, or base64
 * @param timestamp when the log was read, in milliseconds since 1970
 */
public record LogFrame(String channel, String cursor, String data, long timestamp) {}
