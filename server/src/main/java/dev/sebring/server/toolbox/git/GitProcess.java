package dev.sebring.server.toolbox.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestFailure;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.GuestTimeoutException;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.sandbox.guest.SignalScope;
import dev.sebring.server.http.ApiException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.io.EofException;

/**
 * A running Git. It is ended when its thread is interrupted, since its client has left then, when
 * it takes more than an hour, and when this is closed. Not thread-safe.
 */
final class GitProcess implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofHours(1);

  /** For Git to remove what it has begun. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int SIGTERM = 15;
  private static final int SIGKILL = 9;
  private static final int MAX_ERROR_BYTES = 64 * 1024;

  private final Guest guest;
  private final GuestProcess process;
  private final GitCommand command;
  private final long deadline = System.nanoTime() + LONGEST.toNanos();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private boolean ended;

  GitProcess(Guest guest, GuestProcess process, GitCommand command) {
    this.guest = guest;
    this.process = process;
    this.command = command;
  }

  void write(byte[] stdin) {
    try (OutputStream out = process.stdin()) {
      out.write(stdin);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next piece of its standard output; empty when it has ended. */
  Optional<byte[]> next() {
    while (true) {
      Optional<ProcessOutput> piece = awaitNext();
      if (piece.isEmpty()) {
        ended = true;
        return Optional.empty();
      }
      switch (piece.get()) {
        case ProcessOutput.Gap gap -> throw tooLong();
        case ProcessOutput.Bytes data -> {
          if (data.descriptor().equals(Descriptor.STDOUT)) {
            return Optional.of(data.bytes());
          }
          keepError(data.bytes());
        }
      }
    }
  }

  private void keepError(byte[] bytes) {
    errors.write(bytes, 0, Math.min(bytes.length, MAX_ERROR_BYTES - errors.size()));
  }

  private Optional<ProcessOutput> awaitNext() {
    try {
      return process.next(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    } catch (GuestTimeoutException e) {
      if (Thread.interrupted()) {
        EofException gone = new EofException("the client left before Git had ended");
        gone.initCause(e);
        throw new UncheckedIOException(gone);
      }
      throw new ApiException(
          408,
          "REQUEST_TIMEOUT",
          "request timeout: "
              + command.tried()
              + ": Git ran longer than "
              + LONGEST.toMinutes()
              + " minutes and was ended; run it with /process/execute in the background",
          e);
    }
  }

  ApiException tooLong() {
    return new ApiException(
        422,
        "UNPROCESSABLE_ENTITY",
        command.tried()
            + ": Git wrote more than an answer can hold; run it with /process/execute and let it"
            + " select less");
  }

  /** Only after its end: its exit code, as a shell shows it. */
  int exitCode() {
    return process.waitFor(PATIENCE).shellCode();
  }

  /** What it has written to standard error until now, shortened if very long. */
  String errors() {
    return command.withoutSecrets(errors.toString(UTF_8));
  }

  @Override
  public void close() {
    try {
      if (!ended) {
        end();
      }
      process.close();
      guest.release(process.id());
    } catch (GuestFailure e) {
      // A guest that is lost cannot be told: Git comes to its end by itself.
    }
  }

  private void end() {
    guest.signalIfThere(process.id(), SIGTERM, SignalScope.TREE);
    try {
      guest.waitFor(process.id(), GRACE);
    } catch (GuestTimeoutException e) {
      // It is killed now.
    }
    guest.signalIfThere(process.id(), SIGKILL, SignalScope.TREE);
  }
}
