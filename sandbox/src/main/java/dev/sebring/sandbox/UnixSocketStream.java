package dev.sebring.sandbox;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * A stream over a socket of this host. Reads and writes park a virtual thread and do not hold its
 * carrier. Thread-safe as {@link ByteStream} says.
 */
public final class UnixSocketStream implements ByteStream {
  private final SocketChannel channel;
  private final InputStream input;
  private final OutputStream output;

  /** Takes over a connected channel in blocking mode. */
  public UnixSocketStream(SocketChannel channel) {
    this.channel = requireNonNull(channel, "channel");
    this.input = Channels.newInputStream(channel);
    this.output = Channels.newOutputStream(channel);
  }

  /**
   * Connects to a listening Unix socket, which answers at once or not at all.
   *
   * @param path at most 107 bytes, the kernel's limit
   * @throws IOException if nothing listens there
   */
  public static UnixSocketStream connect(Path path) throws IOException {
    return new UnixSocketStream(SocketChannel.open(UnixDomainSocketAddress.of(path)));
  }

  @Override
  public InputStream input() {
    return input;
  }

  @Override
  public OutputStream output() {
    return output;
  }

  /**
   * The other side sees the end at once, though the descriptor goes only when a blocked reader has
   * noticed.
   */
  @Override
  public void close() throws IOException {
    try (SocketChannel closing = channel) {
      if (closing.isOpen()) {
        closing.shutdownOutput();
        closing.shutdownInput();
      }
    } catch (ClosedChannelException e) {
      return; // by another thread
    }
  }
}
