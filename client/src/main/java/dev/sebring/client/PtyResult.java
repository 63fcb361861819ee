package dev.sebring.client;

import org.jspecify.annotations.Nullable;

/**
 * How a terminal's shell ended.
 *
 * @param exitCode 128 and the signal's number if a signal ended it; -1 if that is not known, since
 *     the connection broke or the time was up
 * @param error why it is not 0, such as {@code SIGKILL}; {@code null} if it is, or nothing is known
 */
public record PtyResult(int exitCode, @Nullable String error) {
  static final int UNKNOWN = -1;
}
