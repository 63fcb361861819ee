package dev.sebring.sandbox.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.sandbox.ByteStream;
import dev.sebring.sandbox.UnixSocketStream;
import dev.sebring.sandbox.guest.frame.FieldWriter;
import dev.sebring.sandbox.guest.frame.Frame;
import dev.sebring.sandbox.guest.frame.FrameReader;
import dev.sebring.sandbox.guest.frame.FrameType;
import dev.sebring.sandbox.guest.frame.FrameWriter;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a real socket to a {@link Guest}: sends whatever a test wants and looks at what
 * the host sends.
 */
final class Peer implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(20);
  static final Duration SHORT = Duration.ofMillis(50);

  private final ByteStream stream;
  private final FrameReader reader;
  private final FrameWriter writer;
  private @Nullable Guest guest;

  private Peer(ByteStream stream) {
    this.stream = stream;
    this.reader = new FrameReader(stream.input());
    this.writer = new FrameWriter(stream.output());
  }

  /** A peer that has greeted as the protocol wants. */
  static Peer greeted() throws IOException {
    return greeted(LONG);
  }

  static Peer greeted(Duration timeout) throws IOException {
    return open(hello(), timeout);
  }

  /** A peer that sends {@code first} before the host waits for its greeting. */
  static Peer open(Frame first, Duration timeout) throws IOException {
    Path directory = Files.createTempDirectory("peer");
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("s"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address);
      ByteStream host = UnixSocketStream.connect(address.getPath());
      Peer peer = new Peer(new UnixSocketStream(server.accept()));
      peer.send(first);
      peer.guest = Guest.connect(host, timeout);
      assertThat(peer.receive().type()).isEqualTo(FrameType.HELLO);
      return peer;
    } finally {
      Files.delete(address.getPath());
      Files.delete(directory);
    }
  }

  static Frame hello() {
    byte[] payload =
        new FieldWriter()
            .u32(0x53425247)
            .u16(1)
            .u64(0x0123456789abcdefL)
            .u64(1)
            .text("0.1")
            .text("x86_64")
            .bytes();
    return new Frame(FrameType.HELLO, 0, payload);
  }

  Guest guest() {
    return guest;
  }

  void send(Frame frame) throws IOException {
    writer.write(frame);
    writer.flush();
  }

  void send(FrameType type, long channel, FieldWriter fields) throws IOException {
    send(new Frame(type, channel, fields.bytes()));
  }

  void done(long channel, FieldWriter fields) throws IOException {
    send(FrameType.DONE, channel, fields);
  }

  void data(long channel, int stream, byte[] bytes) throws IOException {
    send(Frame.data(channel, stream, bytes, 0, bytes.length));
  }

  void error(long channel, int errno, String what, String message) throws IOException {
    send(FrameType.ERROR, channel, new FieldWriter().u32(errno).text(what).text(message));
  }

  /** What the host sends next; a test fails if it closes instead. */
  Frame receive() throws IOException {
    Frame frame = reader.read();
    assertThat(frame).as("a frame of the host").isNotNull();
    return frame;
  }

  Frame receive(FrameType type) throws IOException {
    Frame frame = receive();
    assertThat(frame.type()).isEqualTo(type);
    return frame;
  }

  /** The channel of the next request. */
  long request() throws IOException {
    return receive(FrameType.REQUEST).channel();
  }

  /** Waits until the host closes, reading what it still sends. */
  void awaitClosed() throws IOException {
    while (reader.read() != null) {
      continue;
    }
  }

  /** Runs a call on a virtual thread. */
  static <T> CompletableFuture<T> later(Callable<T> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            result.complete(call.call());
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  @Override
  public void close() throws IOException {
    guest.close();
    stream.close();
  }
}
