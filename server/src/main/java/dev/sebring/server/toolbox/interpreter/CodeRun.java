package dev.sebring.server.toolbox.interpreter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.api.InterpreterMessage;
import dev.sebring.api.Json;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestFailure;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.GuestTimeoutException;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.http.WebSocketPeer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EofException;

/** One run of code in a context, from its order to its end. Not thread-safe. */
final class CodeRun {
  /** Longer than a client may take for one message. */
  private static final Duration SILENCE = Duration.ofSeconds(70);

  /** A holder that has just killed the context's process ends by itself. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final int SIGKILL = 9;

  private final ToolboxContext sandbox;
  private final Guest guest;
  private final RunSettings settings;

  CodeRun(ToolboxContext sandbox, Guest guest, RunSettings settings) {
    this.sandbox = sandbox;
    this.guest = guest;
    this.settings = settings;
  }

  /** How a run ended. */
  sealed interface Outcome {
    /**
     * @param messages about an error or a result
     */
    record Completed(List<InterpreterMessage> messages) implements Outcome {}

    /** Its time was up. */
    record TimedOut() implements Outcome {}

    /**
     * The context's process ended first.
     *
     * @param begun whether the run had its turn
     */
    record ContextDied(boolean begun, ExitStatus status) implements Outcome {}
  }

  /**
   * Runs it when those before it have ended, and sends what it prints. When the client leaves, the
   * code is interrupted; when this server ends, it runs on.
   */
  Outcome run(HeldContext context, WebSocketPeer peer) throws IOException {
    Marks marks = Marks.random();
    byte[] request =
        Json.write(
                Map.of(
                    "code", settings.code(),
                    "envs", settings.envs(),
                    "result", settings.result(),
                    "language", context.label().language(),
                    "begin", marks.begin(),
                    "end", marks.end()))
            .getBytes(UTF_8);
    try (RunHolder holder = RunHolder.start(sandbox, guest, request, settings.seconds());
        GuestProcess log = guest.attach(context.process().id(), context.process().logEnd(), true)) {
      OutputStream orders = log.stdin();
      orders.write(holder.order().getBytes(UTF_8));
      orders.flush();
      PrintedOutput output = new PrintedOutput(log, marks, peer);
      FutureTask<PrintedOutput.End> sending = new FutureTask<>(() -> send(output, holder));
      Thread sender = Thread.ofVirtual().name("sebring-interpreter").start(sending);
      try {
        return outcome(holder.await(), sent(sending, log));
      } catch (GuestTimeoutException | InterruptedException e) {
        throw gone(e, holder, peer);
      } catch (ExecutionException e) {
        throw new IOException("what the run printed could not be sent", e.getCause());
      } finally {
        sender.interrupt();
      }
    }
  }

  /** When the context has ended, its run's holder would wait for ever. */
  private PrintedOutput.End send(PrintedOutput output, RunHolder holder) throws IOException {
    PrintedOutput.End end = output.send();
    if (end.died().isPresent()) {
      boolean killed =
          end.died().get() instanceof ExitStatus.Signalled signalled
              && signalled.signal() == SIGKILL;
      if (!killed || !holder.endsWithin(GRACE)) {
        holder.letGo();
      }
    }
    return end;
  }

  /**
   * Waits until all is sent; the marks may never come if the code has closed what is not its own.
   */
  private static PrintedOutput.End sent(FutureTask<PrintedOutput.End> sending, GuestProcess log)
      throws InterruptedException, ExecutionException, IOException {
    for (long before = -1; ; ) {
      try {
        return sending.get(SILENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        if (log.offset() == before) {
          throw new IOException("the run has ended, but what it prints has not", e);
        }
        before = log.offset();
      }
    }
  }

  private static Outcome outcome(RunHolder.End end, PrintedOutput.End output) {
    if (end.interrupted()) {
      return new Outcome.TimedOut();
    }
    return output
        .died()
        .<Outcome>map(status -> new Outcome.ContextDied(output.begun(), status))
        .orElseGet(() -> new Outcome.Completed(end.messages()));
  }

  private static IOException gone(Exception e, RunHolder holder, WebSocketPeer peer)
      throws IOException {
    boolean interrupted = Thread.interrupted() || e instanceof InterruptedException;
    if (!interrupted) {
      throw new IOException("the guest did not tell how the run ended", e);
    }
    if (peer.leftByItself()) {
      try {
        holder.stop();
      } catch (GuestFailure failure) {
        e.addSuppressed(failure);
      }
    }
    EofException gone = new EofException("the client left before the run ended");
    gone.initCause(e);
    return gone;
  }
}
