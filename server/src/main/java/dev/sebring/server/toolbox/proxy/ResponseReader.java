package dev.sebring.server.toolbox.proxy;

import dev.sebring.server.http.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a program answers, piece by piece as it comes. The program is not trusted: a head has
 * 64 KiB at most. Not thread-safe.
 */
final class ResponseReader {
  private static final int MAX_HEAD_BYTES = 64 * 1024;
  private static final int PIECE_BYTES = 64 * 1024;

  private final InputStream input;
  private final boolean toHead;
  private final int port;
  private final Events events = new Events();
  private final HttpParser parser = new HttpParser(events, MAX_HEAD_BYTES);
  private final byte[] bytes = new byte[PIECE_BYTES];
  private ByteBuffer unread = BufferUtil.EMPTY_BUFFER;

  /**
   * @param method of the request, since an answer to HEAD has no body
   * @param port for messages
   */
  ResponseReader(InputStream input, String method, int port) {
    this.input = input;
    this.toHead = method.equals("HEAD");
    this.port = port;
  }

  /** A status and its headers. */
  record Head(int status, HttpFields headers) {}

  /**
   * The head of the answer, or of an interim one (1xx) before it: then this is called again.
   *
   * @throws ApiException 502 if none comes, or something else
   */
  Head head() throws IOException {
    if (events.headComplete) {
      parser.reset();
      events.headComplete = false;
      events.complete = false;
    }
    try {
      while (!events.headComplete) {
        if (!advance()) {
          throw Failures.unanswered(port);
        }
      }
    } catch (HttpException.RuntimeException e) {
      throw Failures.malformed(port, e);
    }
    return new Head(events.status, events.headers);
  }

  /**
   * The next piece of the body, valid until the next call; {@code null} at its end.
   *
   * @throws IOException if it ends before its end
   */
  @Nullable ByteBuffer next() throws IOException {
    try {
      while (true) {
        ByteBuffer piece = events.piece;
        if (piece != null) {
          events.piece = null;
          return piece;
        }
        if (events.complete) {
          return null;
        }
        if (!advance()) {
          throw new IOException(
              "the program on port " + port + " closed the connection in the middle of its answer");
        }
      }
    } catch (HttpException.RuntimeException e) {
      throw new IOException("the program on port " + port + " broke HTTP in its answer", e);
    }
  }

  /** What came after a head that ends the conversation in HTTP. */
  ByteBuffer rest() {
    return unread;
  }

  /** Goes one step on. False when the input ended before the answer did. */
  private boolean advance() throws IOException {
    boolean found = parser.parseNext(unread);
    if (events.bad != null) {
      throw new HttpException.RuntimeException(events.bad.getCode(), events.bad.getReason());
    }
    if (found || unread.hasRemaining()) {
      return true;
    }
    if (events.early || parser.isAtEOF()) {
      return false;
    }
    int count = input.read(bytes);
    if (count < 0) {
      parser.atEOF();
    } else {
      unread = ByteBuffer.wrap(bytes, 0, count);
    }
    return true;
  }

  /** What the parser finds. True makes it stop there. */
  private final class Events implements HttpParser.ResponseHandler {
    private int status;
    private HttpFields.Mutable headers = HttpFields.build();
    private boolean headComplete;
    private boolean complete;
    private boolean early;
    private @Nullable ByteBuffer piece;
    private @Nullable HttpException bad;

    @Override
    public void startResponse(HttpVersion version, int newStatus, String reason) {
      status = newStatus;
      headers = HttpFields.build();
      parser.setHeadResponse(toHead);
    }

    @Override
    public void parsedHeader(HttpField field) {
      headers.add(field);
    }

    @Override
    public boolean headerComplete() {
      headComplete = true;
      return true;
    }

    @Override
    public boolean content(ByteBuffer content) {
      piece = content;
      return true;
    }

    @Override
    public boolean contentComplete() {
      return false;
    }

    @Override
    public boolean messageComplete() {
      complete = true;
      return true;
    }

    @Override
    public void earlyEOF() {
      early = true;
    }

    @Override
    public void badMessage(HttpException failure) {
      bad = failure;
    }
  }
}
