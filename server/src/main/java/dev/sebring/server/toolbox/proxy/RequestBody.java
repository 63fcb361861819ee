package dev.sebring.server.toolbox.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sebring.server.http.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request on its way to the program, while the program may be answering already. Used
 * by one thread, and has one of its own.
 */
final class RequestBody {
  private static final int PIECE_BYTES = 64 * 1024;

  /** Of a body that the program has not waited for. */
  private static final long MAX_UNWANTED_BYTES = 16L << 20;

  private static final Duration LINGER = Duration.ofSeconds(2);

  private final boolean there;
  private final boolean chunked;
  private final InputStream from;
  private final OutputStream to;
  private final Consumer<IOException> clientBroke;
  private @Nullable Thread thread;

  /**
   * @param to the program, which has read the request's head
   * @param clientBroke told why the body does not come to its end
   */
  RequestBody(Exchange exchange, OutputStream to, Consumer<IOException> clientBroke) {
    this.there = exchange.hasBody();
    this.chunked = exchange.bodyLength() < 0;
    this.from = exchange.bodyStream();
    this.to = to;
    this.clientBroke = clientBroke;
  }

  void start() {
    if (there) {
      thread = Thread.ofVirtual().name("proxied-body").start(this::copy);
    }
  }

  private void copy() {
    byte[] piece = new byte[PIECE_BYTES];
    boolean wanted = true;
    long unwanted = 0;
    try {
      for (int n; unwanted < MAX_UNWANTED_BYTES && (n = from.read(piece)) >= 0; ) {
        wanted = wanted && write(piece, n);
        unwanted += wanted ? 0 : n;
      }
      if (wanted && chunked) {
        write(piece, 0);
      }
    } catch (IOException | RuntimeException e) {
      clientBroke.accept(e instanceof IOException io ? io : new IOException(e));
    }
  }

  /** One piece; of a chunked body, none is its end. Whether the program still takes any. */
  private boolean write(byte[] piece, int length) {
    try {
      if (chunked) {
        to.write((Integer.toHexString(length) + "\r\n").getBytes(US_ASCII));
      }
      to.write(piece, 0, length);
      if (chunked) {
        to.write("\r\n".getBytes(US_ASCII));
      }
      return true;
    } catch (IOException | RuntimeException e) {
      return false; // whoever reads the answer is told
    }
  }

  /**
   * Ends it, the program's connection being closed. A client that is still sending has a moment to
   * do so, since one whose connection is cut meanwhile may not get to read the answer.
   */
  void end() {
    if (thread == null) {
      return;
    }
    try {
      if (!thread.join(LINGER)) {
        thread.interrupt();
        thread.join();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
