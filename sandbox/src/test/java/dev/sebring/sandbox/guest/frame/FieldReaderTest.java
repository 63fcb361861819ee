package dev.sebring.sandbox.guest.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FieldReaderTest {
  @Test
  void fieldsComeBackAsTheyWereWritten() throws ProtocolViolationException {
    byte[] bytes =
        new FieldWriter()
            .u8(0xfe)
            .u16(0xfedc)
            .u32(0xfedc_ba98L)
            .u64(Long.MAX_VALUE)
            .u64(-2)
            .bytes(new byte[] {0, -1})
            .text("ä\n")
            .bytes();

    FieldReader fields = new FieldReader(bytes);

    assertThat(fields.u8()).isEqualTo(0xfe);
    assertThat(fields.u16()).isEqualTo(0xfedc);
    assertThat(fields.u32()).isEqualTo(0xfedc_ba98L);
    assertThat(fields.u64()).isEqualTo(Long.MAX_VALUE);
    assertThat(fields.i64()).isEqualTo(-2);
    assertThat(fields.bytes(2)).containsExactly(0, -1);
    assertThat(fields.text(10)).isEqualTo("ä\n");
    fields.end();
  }

  @Test
  void aLengthBeyondItsLimitIsRefusedWithoutTakingMemoryForIt() {
    FieldReader fields = new FieldReader(new FieldWriter().u32(0xffff_ffffL).bytes());

    assertThatThrownBy(() -> fields.bytes(100))
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessage("a field of 4294967295 bytes, more than 100");
  }

  @Test
  void aFieldThatIsCutSaysHowMuchIsMissing() {
    FieldReader fields = new FieldReader(new FieldWriter().u32(9).u16(1).bytes());

    assertThatExceptionOfType(TruncatedException.class)
        .isThrownBy(() -> fields.bytes(100))
        .satisfies(e -> assertThat(e.missing()).isEqualTo(7));
  }

  @Test
  void aNumberBeyondALongIsRefused() {
    FieldReader fields = new FieldReader(new FieldWriter().u64(-1).bytes());

    assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(fields::u64);
  }

  @Test
  void bytesAfterTheLastFieldAreRefused() {
    FieldReader fields = new FieldReader(new byte[3]);

    assertThatThrownBy(fields::end).hasMessage("3 bytes after the last field");
  }

  @Test
  void textForLogsIsOneLineWithoutTerminalControl() throws ProtocolViolationException {
    byte[] bytes = new FieldWriter().text("a\n\u001b[31mb\u202ec").bytes();

    assertThat(new FieldReader(bytes).line(100)).isEqualTo("a\ufffd\ufffd[31mb\ufffdc");
  }

  @Test
  void randomBytesAreFieldsOrAViolationAndNothingElse() {
    Random random = new Random(1);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      FieldReader fields = new FieldReader(bytes);
      try {
        while (fields.left() > 0) {
          take(fields, random.nextInt(7));
        }
        fields.end();
      } catch (ProtocolViolationException e) {
        assertThat(e).hasMessageMatching("(?s).+");
      }
      assertThat(fields.left()).isBetween(0, bytes.length);
    }
  }

  private static void take(FieldReader fields, int kind) throws ProtocolViolationException {
    switch (kind) {
      case 0 -> fields.u8();
      case 1 -> fields.u16();
      case 2 -> fields.u32();
      case 3 -> fields.u64();
      case 4 -> fields.flag();
      case 5 -> fields.text(40);
      default -> fields.line(40);
    }
  }
}
