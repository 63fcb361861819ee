package dev.sebring.server.toolbox.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.sandbox.guest.ProcessOutput;

/** A piece of output as a client sees it. */
public final class PieceBytes {
  private PieceBytes() {}

  /** Its bytes; a line that says so where some are missing. */
  public static byte[] of(ProcessOutput piece) {
    return switch (piece) {
      case ProcessOutput.Bytes data -> data.bytes();
      case ProcessOutput.Gap gap ->
          ("\n[" + gap.missing() + " bytes of output are missing here: more than the log keeps]\n")
              .getBytes(UTF_8);
    };
  }
}
