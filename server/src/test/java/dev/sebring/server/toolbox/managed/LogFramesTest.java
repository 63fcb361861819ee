package dev.sebring.server.toolbox.managed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sebring.api.LogFrame;
import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.ProcessOutput;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFramesTest {
  private static final byte[] CHARACTER = "ä".getBytes(UTF_8);

  @Test
  void whatComesBeforeACharacterThatIsCutIsNotHeldUp() {
    LogFrames frames = new LogFrames(false, false, 0);

    frames.add(out(new byte[] {'a', CHARACTER[0]}), 2);

    assertThat(frames.take())
        .extracting(LogFrame::data, LogFrame::cursor)
        .containsExactly(tuple("a", "1"));
    assertThat(frames.cursor()).isEqualTo("1");
  }

  /** Small pieces of both streams, so that many a character is cut across the other stream. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void noBytesAreMissedByWhoGoesOnAtTheCursorOfTheLastFrameThatWasTaken(int size) {
    byte[] stdout = "aäöü€".repeat(6).getBytes(UTF_8);
    byte[] stderr = "€bß".repeat(10).getBytes(UTF_8);
    List<ProcessOutput> log = new ArrayList<>();
    for (int at = 0; at < stdout.length; at += size) {
      log.add(out(Arrays.copyOfRange(stdout, at, at + size)));
      log.add(err(Arrays.copyOfRange(stderr, at, at + size)));
    }

    for (int pieces = 0; pieces <= log.size(); pieces++) {
      LogFrames before = new LogFrames(false, false, 0);
      feed(before, log.subList(0, pieces), 0);
      List<LogFrame> all = new ArrayList<>(before.take());
      long cursor = Long.parseLong(before.cursor());
      LogFrames after = new LogFrames(false, false, cursor);
      feed(after, from(log, cursor), cursor);
      after.end(length(log));
      all.addAll(after.take());

      assertThat(text(all, "stdout")).isEqualTo(bytes(log, Descriptor.STDOUT));
      assertThat(text(all, "stderr")).isEqualTo(bytes(log, Descriptor.STDERR));
    }
  }

  @Test
  void aCharacterThatIsNeverFinishedHoldsUpALittleOnly() {
    LogFrames frames = new LogFrames(false, false, 0);
    frames.add(out(new byte[] {CHARACTER[0]}), 1);
    long offset = 1;
    while (frames.size() == 0) {
      offset += 1000;
      assertThat(offset).isLessThan(2L * LogFrames.MOST_HELD_BYTES);
      frames.add(err(new byte[1000]), offset);
    }

    assertThat(frames.cursor()).isEqualTo(Long.toString(offset));
  }

  @Test
  void outputThatIsGoneIsALineOfTextAndNothingAmongBytes() {
    ProcessOutput gap = new ProcessOutput.Gap(Descriptor.STDOUT, 5);
    LogFrames text = new LogFrames(false, false, 0);
    LogFrames bytes = new LogFrames(true, false, 0);

    text.add(gap, 5);
    bytes.add(gap, 5);

    assertThat(text.take().getFirst().data()).contains("5 bytes of output are missing");
    assertThat(bytes.take()).isEmpty();
    assertThat(bytes.cursor()).isEqualTo("5");
  }

  private static void feed(LogFrames frames, List<ProcessOutput> log, long from) {
    long offset = from;
    for (ProcessOutput piece : log) {
      offset += ((ProcessOutput.Bytes) piece).bytes().length;
      frames.add(piece, offset);
    }
  }

  /** As a guest gives a log out from an offset. */
  private static List<ProcessOutput> from(List<ProcessOutput> log, long offset) {
    List<ProcessOutput> rest = new ArrayList<>();
    long at = 0;
    for (ProcessOutput piece : log) {
      byte[] bytes = ((ProcessOutput.Bytes) piece).bytes();
      int skip = Math.clamp(offset - at, 0, bytes.length);
      if (skip < bytes.length) {
        rest.add(
            new ProcessOutput.Bytes(
                piece.descriptor(), Arrays.copyOfRange(bytes, skip, bytes.length)));
      }
      at += bytes.length;
    }
    return rest;
  }

  private static long length(List<ProcessOutput> log) {
    return log.stream().mapToLong(piece -> ((ProcessOutput.Bytes) piece).bytes().length).sum();
  }

  private static String bytes(List<ProcessOutput> log, Descriptor descriptor) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    log.stream()
        .filter(piece -> piece.descriptor().equals(descriptor))
        .forEach(piece -> all.writeBytes(((ProcessOutput.Bytes) piece).bytes()));
    return all.toString(UTF_8);
  }

  private static String text(List<LogFrame> frames, String channel) {
    StringBuilder text = new StringBuilder();
    frames.stream()
        .filter(frame -> frame.channel().equals(channel))
        .forEach(frame -> text.append(frame.data()));
    return text.toString();
  }

  private static ProcessOutput out(byte[] bytes) {
    return new ProcessOutput.Bytes(Descriptor.STDOUT, bytes);
  }

  private static ProcessOutput err(byte[] bytes) {
    return new ProcessOutput.Bytes(Descriptor.STDERR, bytes);
  }
}
