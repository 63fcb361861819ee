package dev.sebring.server.toolbox.interpreter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/**
 * One stream of a context, of which only what is between two marks is shown, as text. The marks can
 * arrive in pieces. Not thread-safe.
 */
final class MarkedStream {
  private final byte[] begin;
  private final byte[] end;
  private final CharsetDecoder decoder =
      UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  /** What may be the start of a mark. */
  private byte[] held = {};

  /** The start of a character. */
  private byte[] undecoded = {};

  private State state = State.BEFORE;

  private enum State {
    BEFORE,
    BETWEEN,
    AFTER
  }

  MarkedStream(String begin, String end) {
    this.begin = begin.getBytes(UTF_8);
    this.end = end.getBytes(UTF_8);
  }

  boolean hasBegun() {
    return state != State.BEFORE;
  }

  boolean hasEnded() {
    return state == State.AFTER;
  }

  /** What of the next bytes is to be shown; maybe nothing. */
  String take(byte[] bytes) {
    byte[] all = Arrays.copyOf(held, held.length + bytes.length);
    System.arraycopy(bytes, 0, all, held.length, bytes.length);
    held = new byte[0];
    int from = 0;
    if (state == State.BEFORE) {
      int at = indexOf(all, 0, begin);
      if (at < 0) {
        hold(all, 0, begin);
        return "";
      }
      state = State.BETWEEN;
      from = at + begin.length;
    }
    if (state == State.AFTER) {
      return "";
    }
    int at = indexOf(all, from, end);
    if (at >= 0) {
      state = State.AFTER;
      return decode(all, from, at);
    }
    hold(all, from, end);
    return decode(all, from, all.length - held.length);
  }

  /** What is held back, when nothing more comes. */
  String rest() {
    if (state != State.BETWEEN) {
      return "";
    }
    state = State.AFTER;
    return decode(held, 0, held.length);
  }

  /** Keeps what may go on as a mark. */
  private void hold(byte[] all, int from, byte[] mark) {
    int start = Math.max(from, all.length - mark.length + 1);
    while (!isStart(all, start, mark)) {
      start++;
    }
    held = Arrays.copyOfRange(all, start, all.length);
  }

  private static boolean isStart(byte[] all, int start, byte[] mark) {
    return Arrays.equals(all, start, all.length, mark, 0, all.length - start);
  }

  private static int indexOf(byte[] all, int from, byte[] mark) {
    for (int at = from; at <= all.length - mark.length; at++) {
      if (all[at] == mark[0] && Arrays.equals(all, at, at + mark.length, mark, 0, mark.length)) {
        return at;
      }
    }
    return -1;
  }

  private String decode(byte[] all, int from, int to) {
    ByteBuffer bytes = ByteBuffer.allocate(undecoded.length + to - from);
    bytes.put(undecoded).put(all, from, to - from).flip();
    CharBuffer text = CharBuffer.allocate(bytes.remaining() + 1);
    decoder.decode(bytes, text, state == State.AFTER);
    if (state == State.AFTER) {
      decoder.flush(text);
    }
    undecoded = new byte[bytes.remaining()];
    bytes.get(undecoded);
    return text.flip().toString();
  }
}
