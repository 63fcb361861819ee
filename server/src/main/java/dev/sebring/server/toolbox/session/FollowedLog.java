package dev.sebring.server.toolbox.session;

import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessId;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.server.http.Conversation;
import dev.sebring.server.http.WebSocketPeer;
import dev.sebring.server.toolbox.output.PieceBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends a command's log as binary messages, each of one stream, which its first three bytes tell: 1
 * 1 1 for standard output, 2 2 2 for standard error (contract 3.3).
 */
final class FollowedLog implements Conversation {
  private static final Duration UNLIMITED = Duration.ofDays(365);
  private static final int PREFIX_BYTES = 3;
  private static final int NORMAL = 1000;

  private final Guest guest;
  private final ProcessId holder;
  private final boolean follow;

  /**
   * @param follow until the command ends; otherwise what there is
   */
  FollowedLog(Guest guest, ProcessId holder, boolean follow) {
    this.guest = guest;
    this.holder = holder;
    this.follow = follow;
  }

  @Override
  public void hold(WebSocketPeer peer) throws IOException {
    try (GuestProcess log = guest.attach(holder, 0, follow)) {
      for (Optional<ProcessOutput> piece; (piece = log.next(UNLIMITED)).isPresent(); ) {
        peer.send(message(piece.get()));
      }
    }
    peer.close(NORMAL, null);
  }

  private static ByteBuffer message(ProcessOutput piece) {
    byte[] bytes = PieceBytes.of(piece);
    byte prefix = (byte) (piece.descriptor().equals(Descriptor.STDERR) ? 2 : 1);
    ByteBuffer message = ByteBuffer.allocate(PREFIX_BYTES + bytes.length);
    for (int i = 0; i < PREFIX_BYTES; i++) {
      message.put(prefix);
    }
    return message.put(bytes).flip();
  }
}
