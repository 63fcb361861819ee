package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.ByteStream;
import dev.sebring.sandbox.guest.frame.FieldWriter;
import dev.sebring.sandbox.guest.frame.Operation;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * A connection to a port of a sandbox. Reading and writing wait as long as it takes: the two ends
 * agree on their own when to give up.
 */
final class PortStream implements ByteStream {
  private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);

  private final Channel<Empty, Empty> channel;
  private final InputStream input;
  private final OutputStream output;

  private PortStream(Channel<Empty, Empty> channel, Calls calls) {
    this.channel = channel;
    this.input = new ChannelInput(calls, channel);
    this.output = new ChannelOutput(calls, channel);
  }

  static PortStream open(Calls calls, int port) {
    if (port < 1 || port > 0xffff) {
      throw new IllegalArgumentException("a port is 1 to 65,535: " + port);
    }
    ChannelKind<Empty, Empty> kind =
        new ChannelKind<>(
            Operation.CONNECT, Empty.DECODER, Empty.DECODER, ChannelKind.STREAM_1, false);
    Channel<Empty, Empty> channel =
        calls.begin(kind, new FieldWriter().u16(port), "connect to port " + port);
    return new PortStream(channel, new Calls(calls.connection(), ENDLESS));
  }

  @Override
  public InputStream input() {
    return input;
  }

  @Override
  public OutputStream output() {
    return output;
  }

  @Override
  public void close() {
    channel.abandon();
  }
}
