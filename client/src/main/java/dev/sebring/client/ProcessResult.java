package dev.sebring.client;

import static java.util.Objects.requireNonNull;

import dev.sebring.api.LogFrame;
import dev.sebring.api.ProcessExit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Process#run(String)} has come to. Immutable and thread-safe.
 *
 * @param processId finds it again
 * @param exitCode {@code null}: a signal has ended it, or it runs on
 * @param signal such as {@code SIGKILL}; {@code null}: none has ended it
 * @param reason {@code exited}, {@code signaled} or {@code timed_out}
 * @param stdout what came on standard output, or the terminal
 * @param output both streams, as the server has read them
 */
public record ProcessResult(
    String processId,
    @Nullable Integer exitCode,
    @Nullable String signal,
    @Nullable String reason,
    String stdout,
    String stderr,
    String output) {
  public ProcessResult {
    requireNonNull(processId, "processId");
    requireNonNull(stdout, "stdout");
    requireNonNull(stderr, "stderr");
    requireNonNull(output, "output");
  }

  static ProcessResult of(String processId, ProcessExit exit, List<LogFrame> log) {
    return new ProcessResult(
        processId,
        exit.exitCode(),
        exit.signal(),
        exit.reason(),
        text(log, Set.of("stdout", "pty")),
        text(log, Set.of("stderr")),
        text(log, Set.of("stdout", "stderr", "pty")));
  }

  private static String text(List<LogFrame> log, Set<String> channels) {
    return log.stream()
        .filter(frame -> channels.contains(frame.channel()))
        .map(LogFrame::data)
        .collect(Collectors.joining());
  }
}
