package dev.sebring.client;

import dev.sebring.client.MessageSocket.Closed;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Takes apart the log of a command that comes as one stream of bytes: three bytes 1 say that
 * standard output follows, three bytes 2 standard error (Daytona API v0, contract 3.3). A prefix,
 * or a character, may be cut by the end of a message. Not thread-safe.
 */
final class FollowedLog {
  private static final int PREFIX_BYTES = 3;
  private static final int NORMAL = 1000;
  private static final int GOING_AWAY = 1001;

  private final Stream stdout;
  private final Stream stderr;
  private Stream current;
  private int prefix;
  private int prefixBytes;

  FollowedLog(Consumer<String> onStdout, Consumer<String> onStderr) {
    this.stdout = new Stream(onStdout);
    this.stderr = new Stream(onStderr);
    this.current = stdout;
  }

  /**
   * Takes all of it.
   *
   * @throws DaytonaConnectionException if the connection ends before the log does
   */
  void take(MessageSocket socket) {
    Closed end = socket.takeAll(message -> add(message.bytes()));
    flushPrefix();
    stdout.end();
    stderr.end();
    if (end.code() != NORMAL && end.code() != GOING_AWAY) {
      throw new DaytonaConnectionException(
          socket.tried() + ", but it broke off: " + end.code() + " " + end.reason(), null);
    }
  }

  /** What comes next, to whom it is for. */
  void add(byte[] bytes) {
    for (byte next : bytes) {
      if ((next == 1 || next == 2) && (prefixBytes == 0 || prefix == next)) {
        prefix = next;
        prefixBytes++;
        if (prefixBytes == PREFIX_BYTES) {
          prefixBytes = 0;
          Stream named = prefix == 1 ? stdout : stderr;
          if (named != current) {
            current.tell();
            current = named;
          }
        }
      } else {
        flushPrefix();
        if (next == 1 || next == 2) {
          prefix = next;
          prefixBytes = 1;
        } else {
          current.bytes.write(next);
        }
      }
    }
    stdout.tell();
    stderr.tell();
  }

  /** One or two such bytes were no prefix. */
  private void flushPrefix() {
    for (; prefixBytes > 0; prefixBytes--) {
      current.bytes.write(prefix);
    }
  }

  private static final class Stream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final Consumer<String> taker;

    private Stream(Consumer<String> taker) {
      this.taker = taker;
    }

    /** All whole characters. */
    private void tell() {
      decode(false);
    }

    private void end() {
      decode(true);
    }

    private void decode(boolean last) {
      ByteBuffer in = ByteBuffer.wrap(bytes.toByteArray());
      CharBuffer out = CharBuffer.allocate(in.remaining() + 2);
      decoder.decode(in, out, last);
      if (last) {
        decoder.flush(out);
      }
      bytes.reset();
      bytes.write(in.array(), in.position(), in.remaining());
      String text = out.flip().toString();
      if (!text.isEmpty()) {
        taker.accept(text);
      }
    }
  }
}
