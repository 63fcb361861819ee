package dev.sebring.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A socket that reads the head of a request, sends the bytes it is given, and then leaves the
 * connection open, or cuts it.
 */
final class RawServer implements AutoCloseable {
  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();
  private final String bytes;
  private final boolean cut;
  final AtomicInteger requests = new AtomicInteger();

  RawServer(String bytes, boolean cut) throws IOException {
    this.bytes = bytes;
    this.cut = cut;
    Thread thread = new Thread(this::accept, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        accepted.add(socket);
        readHead(socket.getInputStream());
        requests.incrementAndGet();
        OutputStream out = socket.getOutputStream();
        out.write(bytes.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        if (cut) {
          socket.close();
        }
      }
    } catch (IOException closed) {
      return; // the test is over
    }
  }

  private static void readHead(InputStream in) throws IOException {
    int matched = 0;
    while (matched < 4) {
      int next = in.read();
      if (next < 0) {
        return;
      }
      matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
    }
  }

  Address address() {
    return Address.fixed(
        new Endpoint(URI.create("http://127.0.0.1:" + listening.getLocalPort()), "key"));
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : accepted) {
      socket.close();
    }
  }
}
