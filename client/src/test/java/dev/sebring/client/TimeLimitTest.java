package dev.sebring.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TimeLimitTest {
  private static final String HALF_A_BODY =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"dir\":";
  private static final Duration SHORT = Duration.ofMillis(300);

  private final Transport transport = new Transport(HttpClient.newHttpClient(), Map.of());

  @Test
  void aServerThatStallsInTheMiddleOfABodyDoesNotOutlastTheTimeLimit() throws Exception {
    try (RawServer server = new RawServer(HALF_A_BODY, false)) {
      Operation operation = Operation.of("find the directory", "GET", "/dir", SHORT);
      long start = System.nanoTime();

      assertThatThrownBy(() -> transport.bytes(operation, server.address()))
          .isInstanceOf(DaytonaTimeoutException.class)
          .hasMessageContaining("find the directory")
          .hasMessageContaining("300 ms");

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SHORT);
    }
  }

  @Test
  void aStreamThatStallsInTheMiddleOfABodyDoesNotOutlastTheTimeLimit() throws Exception {
    try (RawServer server = new RawServer(HALF_A_BODY, false);
        InputStream stream =
            transport.stream(Operation.of("download a", "GET", "/a", SHORT), server.address())) {
      assertThat(stream.readNBytes(7)).hasSize(7);

      assertThatThrownBy(stream::read)
          .isInstanceOf(DaytonaTimeoutException.class)
          .hasMessageContaining("download a");
    }
  }

  @Test
  void anErrorWhoseBodyStallsDoesNotOutlastTheTimeLimit() throws Exception {
    try (RawServer server = new RawServer(HALF_A_BODY.replace("200 OK", "500 Broken"), false)) {
      assertThatThrownBy(() ->
              transport.stream(Operation.of("download a", "GET", "/a", SHORT), server.address()))
          .isInstanceOf(DaytonaTimeoutException.class);
    }
  }

  @Test
  void aServerThatNeverAnswersDoesNotOutlastTheTimeLimit() throws Exception {
    try (RawServer server = new RawServer("", false)) {
      assertThatThrownBy(
              () -> transport.bytes(Operation.of("wait", "POST", "/a", SHORT), server.address()))
          .isInstanceOf(DaytonaTimeoutException.class)
          .hasMessageContaining("it may have been done");
    }
  }

  @Test
  void anInterruptedThreadStopsWaitingAndStaysInterrupted() throws Exception {
    try (RawServer server = new RawServer("", false)) {
      CountDownLatch interrupted = new CountDownLatch(1);
      Thread thread =
          new Thread(() -> {
            try {
              transport.bytes(
                  Operation.of("wait", "GET", "/a", Duration.ofMinutes(1)), server.address());
            } catch (DaytonaException e) {
              if (Thread.currentThread().isInterrupted()
                  && String.valueOf(e.getMessage()).contains("interrupted")) {
                interrupted.countDown();
              }
            }
          });
      thread.start();
      while (server.requests.get() == 0) {
        Thread.onSpinWait();
      }

      thread.interrupt();

      assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }
}
