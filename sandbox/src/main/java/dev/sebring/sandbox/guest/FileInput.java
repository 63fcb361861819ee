package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.guest.frame.ProtocolViolationException;
import java.io.InputStream;

/**
 * An open file of a sandbox. Read until its end, or closed before. Reading throws {@link
 * GuestFailure}, never an {@link java.io.IOException}. Not thread-safe.
 */
public final class FileInput extends InputStream {
  private final Calls calls;
  private final Channel<FileStat, Long> channel;
  private final ChannelInput data;
  private final FileStat stat;
  private boolean checked;

  FileInput(Calls calls, Channel<FileStat, Long> channel) {
    this.calls = calls;
    this.channel = channel;
    this.stat = channel.awaitStarted(calls.deadline());
    this.data = new ChannelInput(calls, channel);
  }

  /**
   * Of the file when it was opened. A file that grows or shrinks has another length than this says.
   */
  public FileStat stat() {
    return stat;
  }

  @Override
  public int read() {
    int value = data.read();
    return value < 0 ? end() : value;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    int read = data.read(into, offset, length);
    return read < 0 ? end() : read;
  }

  /** Ends the reading. Does nothing the second time, or after the end. */
  @Override
  public void close() {
    channel.abandon();
  }

  /**
   * Checks, once, that the guest has counted as many bytes as came: a short file must not pass for
   * a whole one.
   */
  private int end() {
    if (!checked) {
      long sent = channel.awaitDone(calls.deadline());
      if (sent != data.count()) {
        throw calls
            .connection()
            .violated(
                channel.tried(),
                new ProtocolViolationException(
                    data.count() + " bytes of a file where DONE says " + sent));
      }
      checked = true;
    }
    return -1;
  }
}
