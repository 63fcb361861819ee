package dev.sebring.server.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.sandbox.ByteStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With an echo in memory at the other end. */
@Timeout(20)
class TunnelTest {
  private final CountDownLatch over = new CountDownLatch(1);
  private final Echo echo = new Echo();
  private WebServer server;

  private void start(Duration idle) throws IOException {
    Router router = new Router();
    router
        .part("", true)
        .any(
            "/echo/{rest...}",
            Operation.of("Test").answersAnything(),
            exchange -> {
              exchange.atEnd(over::countDown);
              byte[] first = exchange.rest().getBytes(US_ASCII);
              exchange.tunnel(HttpFields.EMPTY, ByteBuffer.wrap(first), echo);
            });
    server =
        WebServer.start(
            new InetSocketAddress("127.0.0.1", 0),
            router,
            new ErrorAnswers(Clock.systemUTC(), List.of()),
            idle);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatTheClientStillGetsAfterItHasEndedItsHalfArrives() throws Exception {
    start(Duration.ofMinutes(1));
    try (RawClient client = new RawClient(server.address())) {
      client.send("GET /echo/first HTTP/1.1\r\nHost: x\r\n\r\nand last").endOutput();
      assertThat(client.readAll()).startsWith("HTTP/1.1 101 ").endsWith("\r\n\r\n/firstand last");
    }
    over.await();
    echo.closed.await();
  }

  @Test
  void oneOnWhichNothingIsSentIsClosed() throws Exception {
    start(Duration.ofMillis(300));
    try (RawClient client = new RawClient(server.address())) {
      client.send("GET /echo HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.readAll()).startsWith("HTTP/1.1 101 ");
    }
    over.await();
    echo.closed.await();
  }

  @Test
  void aServerThatEndsClosesIt() throws Exception {
    start(Duration.ofMinutes(1));
    try (RawClient client = new RawClient(server.address())) {
      client.send("GET /echo/up HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.input().readNBytes(10)).asString().isEqualTo("HTTP/1.1 1");
      server.close();
      over.await();
      echo.closed.await();
    }
  }

  private static final class Echo implements ByteStream {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final PipedInputStream input = new PipedInputStream();
    private final PipedOutputStream output = connected(input);

    private static PipedOutputStream connected(PipedInputStream input) {
      try {
        return new PipedOutputStream(input);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public InputStream input() {
      return input;
    }

    @Override
    public OutputStream output() {
      return output;
    }

    @Override
    public void close() throws IOException {
      output.close();
      input.close();
      closed.countDown();
    }
  }
}
