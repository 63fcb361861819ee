package dev.sebring.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.client.TestServer.Answer;
import java.io.ByteArrayInputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Transport transport = new Transport(HttpClient.newHttpClient(), Map.of());

  @Test
  void aReadIsTriedAgainWhenTheServerIsUnavailable() throws Exception {
    try (TestServer server = failingFirst(2, 503)) {
      assertThat(transport.bytes(Operation.of("read", "GET", "/", LIMIT), address(server)))
          .asString()
          .isEqualTo("done");
      assertThat(server.received).hasSize(3);
    }
  }

  @Test
  void aReadIsGivenUpAfterThreeTries() throws Exception {
    try (TestServer server = failingFirst(9, 503)) {
      assertThatThrownBy(
              () -> transport.bytes(Operation.of("read", "GET", "/", LIMIT), address(server)))
          .isInstanceOf(DaytonaServerException.class);
      assertThat(server.received).hasSize(3);
    }
  }

  @Test
  void whatMayHaveBeenDoneIsNotDoneTwice() throws Exception {
    try (TestServer server = failingFirst(1, 503)) {
      assertThatThrownBy(
              () -> transport.bytes(Operation.of("create", "POST", "/", LIMIT), address(server)))
          .isInstanceOf(DaytonaServerException.class);
      assertThat(server.received).hasSize(1);
    }
  }

  @Test
  void aWriteWhoseConnectionBreaksIsNotDoneTwice() throws Exception {
    try (RawServer server = new RawServer("", true)) {
      assertThatThrownBy(() ->
              transport.bytes(
                  Operation.of("create", "POST", "/", LIMIT).body(Body.json("x")),
                  server.address()))
          .isInstanceOf(DaytonaConnectionException.class)
          .hasMessageContaining("it may have been done");
      assertThat(server.requests).hasValue(1);
    }
  }

  @Test
  void whatTheServerPutOffIsDoneWhenItSays() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (TestServer server =
        new TestServer(request ->
            count.incrementAndGet() == 1
                ? new Answer(429, "{}", List.of("Retry-After: 0"))
                : Answer.ok("done"))) {
      assertThat(
              transport.bytes(
                  Operation.of("create", "POST", "/", LIMIT).body(Body.json("x")), address(server)))
          .asString()
          .isEqualTo("done");
    }
  }

  @Test
  void aPauseThatWouldOutlastTheTimeLimitIsNotWaitedFor() throws Exception {
    try (TestServer server =
        new TestServer(request -> new Answer(429, "{}", List.of("Retry-After: 3600")))) {
      assertThatThrownBy(
              () -> transport.bytes(Operation.of("create", "POST", "/", LIMIT), address(server)))
          .isInstanceOfSatisfying(
              DaytonaRateLimitException.class,
              e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofHours(1)));
    }
  }

  @Test
  void aStreamThatWasReadOnceIsNotSentAgain() throws Exception {
    try (TestServer server =
        new TestServer(request -> new Answer(429, "{}", List.of("Retry-After: 0")))) {
      Body body =
          new Body(
              "text/plain",
              () -> BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1])),
              false);
      assertThatThrownBy(() ->
              transport.bytes(
                  Operation.of("upload", "POST", "/", LIMIT).body(body), address(server)))
          .isInstanceOf(DaytonaRateLimitException.class);
      assertThat(server.received).hasSize(1);
    }
  }

  @Test
  void whatNeverReachedAServerIsSentToTheOneThatTookItsPlace() throws Exception {
    Endpoint dead = deadEndpoint();
    try (TestServer server = failingFirst(0, 0)) {
      Endpoint alive = new Endpoint(URI.create(server.url()), "key");
      AtomicInteger reopened = new AtomicInteger();
      ServerConnection connection = new MovingConnection(dead, alive, reopened);

      byte[] answer =
          transport.bytes(
              Operation.of("create", "POST", "/", LIMIT).body(Body.json("x")),
              Address.of(connection));

      assertThat(answer).asString().isEqualTo("done");
      assertThat(reopened).hasValue(1);
    }
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws Exception {
    Endpoint dead = deadEndpoint();

    assertThatThrownBy(() ->
            transport.bytes(
                Operation.of("create a sandbox", "POST", "/sandbox", LIMIT), Address.fixed(dead)))
        .isInstanceOf(DaytonaConnectionException.class)
        .hasMessageStartingWith("Tried to create a sandbox (POST " + dead.apiUrl() + "/sandbox)")
        .hasMessageContaining("is the server running?");
  }

  private static Endpoint deadEndpoint() throws Exception {
    try (ServerSocket closedAtOnce = new ServerSocket(0)) {
      return new Endpoint(URI.create("http://127.0.0.1:" + closedAtOnce.getLocalPort()), "key");
    }
  }

  private static TestServer failingFirst(int failures, int status) throws Exception {
    AtomicInteger count = new AtomicInteger();
    return new TestServer(request ->
        count.incrementAndGet() <= failures ? Answer.of(status, "{}") : Answer.ok("done"));
  }

  private static Address address(TestServer server) {
    return Address.fixed(new Endpoint(URI.create(server.url()), "key"));
  }

  /** A server that is found elsewhere once it was missed. */
  private static final class MovingConnection implements ServerConnection {
    private final Endpoint after;
    private final AtomicInteger reopened;
    private volatile Endpoint current;

    MovingConnection(Endpoint before, Endpoint after, AtomicInteger reopened) {
      this.current = before;
      this.after = after;
      this.reopened = reopened;
    }

    @Override
    public Endpoint endpoint() {
      return current;
    }

    @Override
    public Endpoint reopen(Endpoint unreachable) {
      reopened.incrementAndGet();
      current = after;
      return after;
    }

    @Override
    public void atExit(String sandboxId, AtExit fate) {}

    @Override
    public void close() {}
  }
}
