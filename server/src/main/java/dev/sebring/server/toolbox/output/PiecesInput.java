package dev.sebring.server.toolbox.output;

import dev.sebring.sandbox.guest.ProcessOutput;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Pieces of output, one after another, as bytes. Where some are missing, a line says so. Reading
 * throws what the supplier of pieces throws. Not thread-safe.
 */
public final class PiecesInput extends InputStream {
  private final Supplier<Optional<ProcessOutput>> pieces;
  private final OutputPart part;
  private final Runnable close;
  private byte[] current = new byte[0];
  private int at;

  /**
   * @param pieces the next one, empty at the end
   * @param close run when this is closed
   */
  public PiecesInput(Supplier<Optional<ProcessOutput>> pieces, OutputPart part, Runnable close) {
    this.pieces = pieces;
    this.part = part;
    this.close = close;
  }

  @Override
  public int read() {
    return fill() ? current[at++] & 0xff : -1;
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
    int n = Math.min(length, current.length - at);
    System.arraycopy(current, at, into, offset, n);
    at += n;
    return n;
  }

  @Override
  public void close() {
    close.run();
  }

  private boolean fill() {
    while (at == current.length) {
      Optional<ProcessOutput> next = pieces.get();
      if (next.isEmpty()) {
        return false;
      }
      if (part.has(next.get().descriptor())) {
        current = PieceBytes.of(next.get());
        at = 0;
      }
    }
    return true;
  }
}
