package dev.sebring.server.toolbox.managed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sebring.api.Json;
import dev.sebring.api.LogFrame;
import dev.sebring.api.ManagedProcess;
import dev.sebring.api.ProcessLogEvent;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestFailure;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.GuestTimeoutException;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.sandbox.guest.ProcessRecord;
import dev.sebring.server.gateway.SandboxFailures;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.io.EofException;

/**
 * Sends a log to its end, and then how the process has ended, as server-sent events: {@code log}
 * with a frame each, {@code warning} where output is gone, at the end {@code state} and {@code
 * eof}, or {@code error} if it cannot go on. What a client does not take stays in the guest. Not
 * thread-safe.
 */
final class FollowedLog {
  /** So often a line that clients ignore keeps whatever is in between from giving up. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final Exchange exchange;
  private final Guest guest;
  private final ProcessRecord process;
  private final boolean base64;

  FollowedLog(Exchange exchange, Guest guest, ProcessRecord process, boolean base64) {
    this.exchange = exchange;
    this.guest = guest;
    this.process = process;
    this.base64 = base64;
  }

  /**
   * Returns when all is sent.
   *
   * @param from offset in the log
   * @param ended the process once it has; empty if it was forgotten
   * @throws IOException if the client has left
   */
  void send(long from, Supplier<Optional<ManagedProcess>> ended) throws IOException {
    Thread following = Thread.currentThread();
    exchange.whenClientLeaves(following::interrupt);
    try (GuestProcess log = guest.attach(process.id(), from, true)) {
      exchange.setHeader("Cache-Control", "no-cache");
      EventStream events = new EventStream(exchange.stream(200, EventStream.MEDIA_TYPE, -1));
      LogFrames frames = new LogFrames(base64, process.terminal(), from);
      try {
        follow(log, frames, events);
        frames.end(log.offset());
        send(frames, events);
        Optional<ManagedProcess> end = ended.get();
        if (end.isPresent()) {
          ObjectNode state = Json.mapper().valueToTree(end.get());
          events.send("state", state.put("cursor", frames.cursor()));
        }
        events.send("eof", new ProcessLogEvent(frames.cursor(), null, null, null));
      } catch (GuestFailure e) {
        fail(e, frames.cursor(), events);
      }
    }
  }

  private static void follow(GuestProcess log, LogFrames frames, EventStream events)
      throws IOException {
    for (; ; ) {
      long before = log.offset();
      Optional<ProcessOutput> piece;
      try {
        piece = log.next(SILENCE);
      } catch (GuestTimeoutException e) {
        requireClient(e);
        events.comment();
        continue;
      }
      if (piece.isEmpty()) {
        return;
      }
      if (piece.get() instanceof ProcessOutput.Gap gap) {
        events.send("warning", warning(before, log.offset(), gap.missing()));
      }
      frames.add(piece.get(), log.offset());
      send(frames, events);
    }
  }

  private static void send(LogFrames frames, EventStream events) throws IOException {
    for (LogFrame frame : frames.take()) {
      events.send("log", frame);
    }
  }

  private static ProcessLogEvent warning(long from, long to, long missing) {
    return new ProcessLogEvent(
        Long.toString(from),
        missing + " bytes of output are missing here: more than the log keeps",
        null,
        Long.toString(to));
  }

  private static void fail(GuestFailure failure, String cursor, EventStream events)
      throws IOException {
    requireClient(failure);
    ApiException told = SandboxFailures.translate(failure).orElseThrow(() -> failure);
    events.send("error", new ProcessLogEvent(cursor, told.text(), told.code(), null));
  }

  private static void requireClient(GuestFailure waiting) throws EofException {
    if (Thread.interrupted()) {
      EofException gone = new EofException("the client left before the end of the log");
      gone.initCause(waiting);
      throw gone;
    }
  }
}
