package dev.sebring.sandbox.guest;

import java.io.OutputStream;
import java.util.Objects;

/**
 * Stream 0 of a channel, from this side to the guest. Closing ends it and not the channel. Not
 * thread-safe.
 */
final class ChannelOutput extends OutputStream {
  static final int STREAM = 0;

  private final Calls calls;
  private final Channel<?, ?> channel;
  private boolean closed;

  ChannelOutput(Calls calls, Channel<?, ?> channel) {
    this.calls = calls;
    this.channel = channel;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, from.length);
    if (closed) {
      throw new IllegalStateException(channel.tried() + ": written to after its end");
    }
    channel.send(STREAM, from, offset, length, calls.timeout());
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      channel.sendEof(STREAM);
    }
  }
}
