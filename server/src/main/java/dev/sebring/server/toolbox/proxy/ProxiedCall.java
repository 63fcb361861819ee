package dev.sebring.server.toolbox.proxy;

import dev.sebring.sandbox.ByteStream;
import dev.sebring.server.http.Exchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;

/**
 * One request to a program and its answer, on a connection of their own. Both bodies stream: what
 * one side does not take, the other cannot send. It waits as long as the client does. Not
 * thread-safe.
 */
final class ProxiedCall {
  private final Exchange exchange;
  private final int port;
  private final ByteStream program;
  private final Forwarding forwarding;

  /** Why this side has closed the program's connection in the middle. */
  private volatile @Nullable IOException broken;

  /**
   * @param program its connection, which from now on belongs to the call
   */
  ProxiedCall(Exchange exchange, int port, ByteStream program) {
    this.exchange = exchange;
    this.port = port;
    this.program = program;
    this.forwarding = new Forwarding(exchange, port);
  }

  void run() throws IOException {
    boolean goesOn = false;
    RequestBody body = new RequestBody(exchange, program.output(), this::giveUp);
    try {
      exchange.whenClientLeaves(() -> giveUp(new EofException("the client has left")));
      program.output().write(forwarding.requestHead());
      body.start();
      goesOn = answer();
    } catch (IOException | RuntimeException e) {
      IOException first = broken;
      if (first == null) {
        throw e;
      }
      first.addSuppressed(e); // closing the connection made it
      throw first;
    } finally {
      if (!goesOn) {
        program.close();
      }
      body.end();
    }
  }

  private synchronized void giveUp(IOException why) {
    if (broken == null) {
      broken = why;
    }
    try {
      program.close();
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  /** Whether the connections go on as one. */
  private boolean answer() throws IOException {
    ResponseReader response = new ResponseReader(program.input(), exchange.method(), port);
    ResponseReader.Head head = response.head();
    while (HttpStatus.isInformational(head.status()) && head.status() != 101) {
      exchange.interim(head.status(), Forwarding.endToEnd(head.headers()));
      head = response.head();
    }
    if (head.status() == HttpStatus.SWITCHING_PROTOCOLS_101) {
      if (!forwarding.isWebSocket() || !head.headers().contains(HttpHeader.UPGRADE, "websocket")) {
        throw Failures.of(
            "the program on port "
                + port
                + " of the sandbox changed to a protocol that it was not asked for",
            null);
      }
      exchange.tunnel(Forwarding.endToEnd(head.headers()), response.rest(), program);
      return true;
    }
    OutputStream out = exchange.relay(head.status(), forwarding.answered(head.headers()));
    for (ByteBuffer piece = response.next(); piece != null; piece = response.next()) {
      byte[] bytes = new byte[piece.remaining()];
      piece.get(bytes);
      out.write(bytes);
      out.flush();
    }
    exchange.complete();
    return false;
  }
}
