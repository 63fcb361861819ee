package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.guest.frame.ProtocolViolationException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An open file of a sandbox. What is written is there for sure once {@link #finish} returns; a full
 * disk is a {@link GuestException} from the next write or from {@code finish}. Writing throws
 * {@link GuestFailure}, never an {@link java.io.IOException}. Not thread-safe.
 *
 * <pre>{@code
 * try (FileOutput file = files.write(WriteRequest.replace(path))) {
 *   source.transferTo(file);
 *   file.finish();
 * }
 * }</pre>
 */
public final class FileOutput extends OutputStream {
  private final Calls calls;
  private final Channel<?, Written> channel;
  private final ChannelOutput data;
  private long count;
  private @Nullable FileStat finished;

  /** What DONE says of a WRITE. */
  record Written(long bytes, FileStat stat) {}

  FileOutput(Calls calls, Channel<?, Written> channel) {
    this.calls = calls;
    this.channel = channel;
    this.data = new ChannelOutput(calls, channel);
  }

  @Override
  public void write(int value) {
    data.write(value);
    count++;
  }

  @Override
  public void write(byte[] from) {
    write(from, 0, from.length);
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    data.write(from, offset, length);
    count += length;
  }

  /** Ends the file well. Returns what it is now. The same again when called again. */
  public FileStat finish() {
    if (finished == null) {
      data.close();
      Written written = channel.awaitDone(calls.deadline());
      if (written.bytes() != count) {
        throw calls
            .connection()
            .violated(
                channel.tried(),
                new ProtocolViolationException(
                    "DONE says " + written.bytes() + " bytes, sent were " + count));
      }
      finished = written.stat();
    }
    return finished;
  }

  /** Without {@link #finish}: stops writing and leaves what was written. Otherwise does nothing. */
  @Override
  public void close() {
    channel.abandon();
  }
}
