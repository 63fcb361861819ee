package dev.sebring.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer, which ends with an error when its call's time is up: a read that waits
 * then does so no longer.
 */
final class DeadlineInputStream extends FilterInputStream {
  private final Deadline deadline;
  private final String tried;
  private final CompletableFuture<Void> alarm = new CompletableFuture<>();
  private volatile boolean expired;

  DeadlineInputStream(InputStream body, Deadline deadline, String tried) {
    super(body);
    this.deadline = deadline;
    this.tried = tried;
    alarm
        .orTimeout(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)
        .whenComplete((done, timeout) -> expire(timeout != null));
  }

  private void expire(boolean timedOut) {
    if (!timedOut) {
      return;
    }
    expired = true;
    try {
      in.close();
    } catch (IOException e) {
      throw new IllegalStateException(
          "closing the body of an answer failed",
          e); // kept by the future, seen by nobody who reads
    }
  }

  @Override
  public int read() throws IOException {
    try {
      return check(in.read());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return check(in.read(buffer, offset, length));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** A stream that was closed by the alarm must not look like one that ended. */
  private int check(int count) {
    if (expired && count < 0) {
      throw deadline.exceeded(tried, null);
    }
    return count;
  }

  private RuntimeException failed(IOException cause) {
    return expired
        ? deadline.exceeded(tried, cause)
        : new DaytonaConnectionException(
            tried + ", but the connection broke in the middle of the answer: " + cause.getMessage(),
            cause);
  }

  @Override
  public void close() throws IOException {
    alarm.complete(null);
    in.close();
  }
}
