package dev.sebring.server.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A socket that says exactly what a test wants said. */
final class RawClient implements AutoCloseable {
  private final Socket socket = new Socket();

  RawClient(InetSocketAddress address) throws IOException {
    socket.setSoTimeout(10_000);
    socket.connect(address);
  }

  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** Everything until the server closes the connection. */
  String readAll() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Says one thing on a connection of its own and reads everything that comes back. */
  static String exchange(InetSocketAddress address, String text) throws IOException {
    try (RawClient client = new RawClient(address)) {
      return client.send(text).readAll();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
