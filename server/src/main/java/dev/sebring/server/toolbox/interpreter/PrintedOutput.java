package dev.sebring.server.toolbox.interpreter;

import dev.sebring.api.InterpreterMessage;
import dev.sebring.api.Json;
import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.server.http.WebSocketPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What a context prints in one run, for its client. Not thread-safe. */
final class PrintedOutput {
  private static final Duration UNLIMITED = Duration.ofDays(365);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final GuestProcess context;
  private final WebSocketPeer peer;
  private final MarkedStream stdout;
  private final MarkedStream stderr;

  /**
   * @param context attached before the run was ordered
   */
  PrintedOutput(GuestProcess context, Marks marks, WebSocketPeer peer) {
    this.context = context;
    this.peer = peer;
    this.stdout = marks.stream();
    this.stderr = marks.stream();
  }

  /** Whether the run's turn had come when sending ended, and how the context did if it has. */
  record End(boolean begun, Optional<ExitStatus> died) {}

  /** Sends it as it comes, until the run or the context has ended. */
  End send() throws IOException {
    while (!stdout.hasEnded() || !stderr.hasEnded()) {
      Optional<ProcessOutput> piece = context.next(UNLIMITED);
      if (piece.isEmpty()) {
        boolean begun = stdout.hasBegun() || stderr.hasBegun();
        send(InterpreterMessage.STDOUT, stdout.rest());
        send(InterpreterMessage.STDERR, stderr.rest());
        return new End(begun, Optional.of(context.waitFor(PATIENCE)));
      }
      switch (piece.get()) {
        case ProcessOutput.Bytes data when data.descriptor().equals(Descriptor.STDERR) ->
            send(InterpreterMessage.STDERR, stderr.take(data.bytes()));
        case ProcessOutput.Bytes data -> send(InterpreterMessage.STDOUT, stdout.take(data.bytes()));
        case ProcessOutput.Gap gap -> sendGap(gap);
      }
    }
    return new End(true, Optional.empty());
  }

  private void sendGap(ProcessOutput.Gap gap) throws IOException {
    if (stdout.hasBegun()) {
      send(
          InterpreterMessage.STDOUT,
          "\n[" + gap.missing() + " bytes of output are missing here: more than the log keeps]\n");
    }
  }

  private void send(String type, String text) throws IOException {
    if (!text.isEmpty()) {
      peer.send(Json.write(InterpreterMessage.of(type, text)));
    }
  }
}
