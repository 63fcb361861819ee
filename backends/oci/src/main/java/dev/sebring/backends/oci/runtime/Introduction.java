package dev.sebring.backends.oci.runtime;

import dev.sebring.sandbox.UnixSocketStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Connects to a guest that cannot accept: its runtime lets no listening socket into the sandbox,
 * but connections. So we listen for a moment, and the launcher hands the guest its end.
 * Thread-safe.
 */
public final class Introduction {
  private Introduction() {}

  /**
   * @param guest the guest's datagram socket
   * @param meeting path of a new socket, gone afterwards
   * @throws IOException if no guest is there, or it does not take connections in
   */
  public static UnixSocketStream to(Path guest, Path meeting, Launcher launcher)
      throws IOException {
    try (ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      door.bind(UnixDomainSocketAddress.of(meeting));
      launcher.introduce(meeting, guest);
      return new UnixSocketStream(door.accept());
    } finally {
      Files.deleteIfExists(meeting);
    }
  }
}
