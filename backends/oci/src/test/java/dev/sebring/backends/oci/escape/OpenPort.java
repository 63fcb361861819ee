package dev.sebring.backends.oci.escape;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A UDP port on every IPv4 address of the host, with no rule of its own. */
final class OpenPort implements AutoCloseable {
  private static final int PATIENCE_MS = 10_000;

  private final DatagramSocket socket;

  OpenPort() throws IOException {
    socket = new DatagramSocket(new InetSocketAddress("0.0.0.0", 0));
    socket.setSoTimeout(PATIENCE_MS);
  }

  int number() {
    return socket.getLocalPort();
  }

  /** What arrived first: {@code control}, which this sends itself, if nothing came before. */
  String firstArrival() throws IOException {
    byte[] control = "control".getBytes(UTF_8);
    try (DatagramSocket sender = new DatagramSocket()) {
      sender.send(
          new DatagramPacket(control, control.length, InetAddress.getLoopbackAddress(), number()));
    }
    DatagramPacket arrived = new DatagramPacket(new byte[64], 64);
    socket.receive(arrived);
    return new String(arrived.getData(), 0, arrived.getLength(), UTF_8);
  }

  @Override
  public void close() {
    socket.close();
  }
}
