package dev.sebring.sandbox.guest.frame;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes frames to a stream. Not thread-safe. */
public final class FrameWriter {
  private final OutputStream out;

  public FrameWriter(OutputStream out) {
    this.out = new BufferedOutputStream(out, FrameType.MAX_PAYLOAD + FrameHeader.SIZE);
  }

  /** Puts a frame behind the others; {@link #flush} sends them. */
  public void write(Frame frame) throws IOException {
    out.write(new FrameHeader(frame.type(), frame.payload().length, frame.channel()).encode());
    out.write(frame.payload());
  }

  public void flush() throws IOException {
    out.flush();
  }
}
