package dev.sebring.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ClientLeavesTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch left = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    Router router = new Router();
    Operation any = Operation.of("Test");
    Routes routes = router.part("", true);
    routes.post("/long", any, this::work);
    routes.get("/long", any, this::work);
    routes.get("/echo/{text}", any, exchange -> exchange.answer(exchange.pathParameter("text")));
    server =
        WebServer.start(
            new InetSocketAddress("127.0.0.1", 0),
            router,
            new ErrorAnswers(Clock.systemUTC(), List.of()));
  }

  private void work(Exchange exchange) throws Exception {
    exchange.whenClientLeaves(left::countDown);
    byte[] body = exchange.bodyStream().readAllBytes();
    begun.countDown();
    goOn.await();
    exchange.answer(new String(body, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    goOn.countDown();
    server.close();
  }

  @Test
  void aClientThatLeavesALongCallIsNoticed() throws Exception {
    try (RawClient client = new RawClient(server.address())) {
      client.send("POST /long HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");
      begun.await();
    }
    assertThat(left.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aClientThatLeavesACallWithoutBodyIsNoticed() throws Exception {
    try (RawClient client = new RawClient(server.address())) {
      client.send("GET /long HTTP/1.1\r\nHost: x\r\n\r\n");
      begun.await();
    }
    assertThat(left.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aClientThatSendsItsNextRequestEarlyHasNotLeftAndIsAnsweredInTurn() throws Exception {
    try (RawClient client = new RawClient(server.address())) {
      client.send("POST /long HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");
      begun.await();
      client.send("GET /echo/one HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(left.await(1200, TimeUnit.MILLISECONDS)).isFalse();
      client.send("GET /echo/two HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      goOn.countDown();
      assertThat(client.readAll()).containsSubsequence("\"hi\"", "\"one\"", "\"two\"");
    }
  }

  @Test
  void aClientThatStaysIsLeftAlone() throws Exception {
    try (RawClient client = new RawClient(server.address())) {
      client.send(
          "POST /long HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi");
      begun.await();
      assertThat(left.await(1200, TimeUnit.MILLISECONDS)).isFalse();
      goOn.countDown();
      assertThat(client.readAll()).contains("\"hi\"");
    }
  }
}
