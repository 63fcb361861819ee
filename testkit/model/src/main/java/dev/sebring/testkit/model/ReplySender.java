package dev.sebring.testkit.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sends an answer, whole or until it is to break off. An exception that leaves here makes the HTTP
 * server close the connection without ending the body properly, which is what a dropped connection
 * looks like to a client.
 */
final class ReplySender {
  private final HttpExchange exchange;
  private final Ending ending;
  private final CountDownLatch released;

  /**
   * @param released ends a stalled answer
   */
  ReplySender(HttpExchange exchange, Ending ending, CountDownLatch released) {
    this.exchange = exchange;
    this.ending = ending;
    this.released = released;
  }

  void whole(ObjectNode completion, int deltas) throws IOException {
    if (ending == Ending.COMPLETE) {
      new Respond(exchange).json(200, completion);
      return;
    }
    if (ending == Ending.DROPPED && deltas > 0) {
      byte[] bytes = completion.toString().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      OutputStream out = exchange.getResponseBody();
      out.write(bytes, 0, bytes.length / 2);
      out.flush();
    }
    breakOff();
  }

  // The body is not closed on the way out of a broken answer: that would end it properly.
  @SuppressWarnings("resource")
  void stream(List<ObjectNode> chunks, int deltas, Duration pause) throws IOException {
    if (ending != Ending.COMPLETE && deltas == 0) {
      breakOff();
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    for (int i = 0; i < chunks.size(); i++) {
      if (ending != Ending.COMPLETE && i == deltas) {
        breakOff();
      }
      silence(pause);
      event(out, chunks.get(i).toString());
    }
    event(out, "[DONE]");
    out.close();
    exchange.close();
  }

  private static void event(OutputStream out, String data) throws IOException {
    out.write(("data: " + data + "\n\n").getBytes(UTF_8));
    out.flush();
  }

  private void breakOff() throws IOException {
    if (ending == Ending.STALLED) {
      silence(Duration.ofDays(1));
    }
    throw new IOException("the script drops this connection");
  }

  private void silence(Duration duration) throws IOException {
    try {
      if (!duration.isZero() && released.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("the server is closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server is closed");
    }
  }
}
