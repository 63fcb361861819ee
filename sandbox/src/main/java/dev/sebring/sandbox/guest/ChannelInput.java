package dev.sebring.sandbox.guest;

import java.io.InputStream;
import java.util.Objects;

/**
 * Stream 1 of a channel, from the guest to this side, each piece within one timeout. Closing does
 * nothing. Not thread-safe.
 */
final class ChannelInput extends InputStream {
  static final int STREAM = 1;

  private final Calls calls;
  private final Channel<?, ?> channel;
  private byte[] piece = new byte[0];
  private int at;
  private long count;
  private boolean ended;

  ChannelInput(Calls calls, Channel<?, ?> channel) {
    this.calls = calls;
    this.channel = channel;
  }

  @Override
  public int read() {
    return fill() ? next() : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int part = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, into, offset, part);
    at += part;
    count += part;
    return part;
  }

  /** How many bytes were taken so far. */
  long count() {
    return count;
  }

  private int next() {
    count++;
    return piece[at++] & 0xff;
  }

  /** Makes sure that the piece has a byte. False at the end. */
  private boolean fill() {
    while (!ended && at == piece.length) {
      Piece next = channel.next(STREAM, calls.deadline());
      ended = next == null;
      if (next != null) {
        piece = next.bytes();
        at = 0;
      }
    }
    return !ended;
  }
}
