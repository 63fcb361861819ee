package dev.sebring.server.toolbox.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What a helper process of ours says once it is ready: its process id. */
public final class FirstLine {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Digits and a line feed. Other programs of the sandbox can write there, too. */
  private static final int MAX_BYTES = 32;

  private FirstLine() {}

  /**
   * Waits for it.
   *
   * @param process whose output nobody has read yet
   * @param what it is, for the error
   * @throws IOException if the process ends first, or says anything else
   */
  public static long pid(GuestProcess process, String what) throws IOException {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    while (told.size() <= MAX_BYTES) {
      Optional<ProcessOutput> piece = process.next(PATIENCE);
      if (piece.isEmpty() || !(piece.get() instanceof ProcessOutput.Bytes bytes)) {
        break;
      }
      told.writeBytes(bytes.bytes());
      if (told.toString(UTF_8).matches("[0-9]{1,18}\n")) {
        return Long.parseLong(told.toString(UTF_8).strip());
      }
    }
    throw new IOException(
        what + " ended, or said anything but its process id, before it was ready");
  }
}
