package dev.sebring.sandbox.guest.frame;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads frames from a stream. Not thread-safe. */
public final class FrameReader {
  private final InputStream in;

  public FrameReader(InputStream in) {
    this.in = new BufferedInputStream(in, FrameType.MAX_PAYLOAD + FrameHeader.SIZE);
  }

  /**
   * The next frame, null at the end of the stream. Memory for a payload is taken only once its
   * length is known to be allowed.
   *
   * @throws ProtocolViolationException if the header is not one
   * @throws EOFException if the stream ends within a frame
   */
  public @Nullable Frame read() throws IOException {
    byte[] header = in.readNBytes(FrameHeader.SIZE);
    if (header.length == 0) {
      return null;
    }
    if (header.length < FrameHeader.SIZE) {
      throw new EOFException("the stream ended within a frame's header");
    }
    FrameHeader decoded = FrameHeader.decode(header);
    byte[] payload = new byte[decoded.length()];
    if (in.readNBytes(payload, 0, payload.length) < payload.length) {
      throw new EOFException("the stream ended within a " + decoded.type());
    }
    return new Frame(decoded.type(), decoded.channel(), payload);
  }
}
