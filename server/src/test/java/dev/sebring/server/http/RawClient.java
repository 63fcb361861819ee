package dev.sebring.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A socket that says exactly what a test wants said. */
public final class RawClient implements AutoCloseable {
  private final Socket socket = new Socket();

  public RawClient(InetSocketAddress address) throws IOException {
    socket.setSoTimeout(10_000);
    socket.connect(address);
  }

  public RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Says that nothing more comes. */
  public void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Everything until the server closes the connection. */
  public String readAll() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Where the answers arrive. */
  public InputStream input() throws IOException {
    return socket.getInputStream();
  }

  /** Says one thing on a connection of its own and reads everything that comes back. */
  public static String exchange(InetSocketAddress address, String text) throws IOException {
    try (RawClient client = new RawClient(address)) {
      return client.send(text).readAll();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
