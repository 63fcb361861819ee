package dev.sebring.server.toolbox.terminal;

import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessId;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.server.http.Conversation;
import dev.sebring.server.http.WebSocketMessage;
import dev.sebring.server.http.WebSocketPeer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client at a terminal. What it does not take waits in the guest and holds up nobody else; what
 * the log drops meanwhile, it misses.
 */
final class TerminalConversation implements Conversation {
  private static final Logger LOG = LoggerFactory.getLogger(TerminalConversation.class);
  private static final String CONNECTED = "{\"type\":\"control\",\"status\":\"connected\"}";
  private static final Duration UNLIMITED = Duration.ofDays(365);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Guest guest;
  private final ProcessId shell;
  private final long from;
  private final boolean exitControl;

  /**
   * @param from where in the shell's log it begins to read
   * @param exitControl whether the client understands a control message about the shell's end
   */
  TerminalConversation(Guest guest, ProcessId shell, long from, boolean exitControl) {
    this.guest = guest;
    this.shell = shell;
    this.from = from;
    this.exitControl = exitControl;
  }

  @Override
  public void hold(WebSocketPeer peer) throws IOException {
    // Before any output: some clients drop what comes earlier.
    peer.send(CONNECTED);
    try (GuestProcess terminal = guest.attach(shell, from, true)) {
      Thread typing =
          Thread.ofVirtual().name("sebring-terminal").start(() -> type(peer, terminal.stdin()));
      try {
        for (Optional<ProcessOutput> piece; (piece = terminal.next(UNLIMITED)).isPresent(); ) {
          if (piece.get() instanceof ProcessOutput.Bytes bytes) {
            peer.send(ByteBuffer.wrap(bytes.bytes()));
          }
        }
      } finally {
        typing.interrupt();
      }
      ExitStatus status = terminal.waitFor(PATIENCE);
      guest.releaseIfThere(shell);
      TerminalEnd.tell(peer, status, exitControl);
    }
  }

  /** Hands over what the client types, text or bytes, as it is. */
  private static void type(WebSocketPeer peer, OutputStream terminal) {
    try {
      for (Optional<WebSocketMessage> typed; (typed = peer.receive()).isPresent(); ) {
        terminal.write(typed.get().bytes());
        terminal.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      LOG.atDebug().setCause(e).log("what a client typed could not be handed over");
    }
  }
}
