package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.ByteStream;
import dev.sebring.sandbox.guest.frame.FrameWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/**
 * A guest that greets as it should and answers the first request with bytes that were fixed before,
 * in pieces, then closes. In memory, so that a fuzzer comes to many runs. Thread-safe.
 */
final class ScriptedGuestStream implements ByteStream {
  private static final int HOST_HELLO_BYTES = 14;

  private final byte[] hello = bytesOfHello();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final Input input = new Input();
  private final Output output = new Output();
  private final byte[] answer;
  private final int from;
  private final int piece;

  /**
   * @param from where in {@code answer} the guest's bytes begin
   * @param piece the most bytes in one read
   */
  ScriptedGuestStream(byte[] answer, int from, int piece) {
    this.answer = answer;
    this.from = from;
    this.piece = piece;
  }

  private static byte[] bytesOfHello() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(bytes);
    try {
      writer.write(Peer.hello());
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
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
    asked.countDown();
  }

  private final class Input extends InputStream {
    private int helloAt;
    private int at = from;

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (helloAt < hello.length) {
        int part = Math.min(length, hello.length - helloAt);
        System.arraycopy(hello, helloAt, into, offset, part);
        helloAt += part;
        return part;
      }
      try {
        asked.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      int part = Math.min(Math.min(length, piece), answer.length - at);
      if (part <= 0) {
        return -1;
      }
      System.arraycopy(answer, at, into, offset, part);
      at += part;
      return part;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
  }

  /** Lets the answer begin with the first byte after the host's own greeting. */
  private final class Output extends OutputStream {
    private long written;

    @Override
    public void write(byte[] bytes, int offset, int length) {
      written += length;
      if (written > HOST_HELLO_BYTES) {
        asked.countDown();
      }
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }
  }
}
