package dev.sebring.sandbox.guest.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FrameTest {
  @ParameterizedTest
  @EnumSource(FrameType.class)
  void aFrameComesBackAsItWasWritten(FrameType type) throws IOException {
    byte[] payload = new byte[type.maxLength()];
    new Random(type.code()).nextBytes(payload);
    long channel = type == FrameType.HELLO ? 0 : 0xffff_fffeL;

    Frame read = reader(written(new Frame(type, channel, payload))).read();

    assertThat(read).isNotNull();
    assertThat(read.type()).isEqualTo(type);
    assertThat(read.channel()).isEqualTo(channel);
    assertThat(read.payload()).isEqualTo(payload);
  }

  @Test
  void aHeaderIsTypeLengthAndChannelInNetworkOrder() throws IOException {
    assertThat(written(Frame.data(0x01020304, 1, new byte[] {7, 8, 9}, 1, 2)))
        .isEqualTo(HexFormat.of().parseHex("0400000301020304" + "010809"));
  }

  @ParameterizedTest
  @CsvSource({
    "0000000000000001, an unknown frame type: 0",
    "0b00000000000001, an unknown frame type: 11",
    "ff00000000000001, an unknown frame type: 255",
    "0401000100000001, 'DATA of 65537 bytes, more than 65536'",
    "08ffffff00000001, 'DONE of 16777215 bytes, more than 65536'",
    "0210000100000001, 'REQUEST of 1048577 bytes, more than 1048576'",
    "0800000000000000, DONE on channel 0",
    "0100000000000001, HELLO on channel 1"
  })
  void aHeaderThatIsNoneIsRefusedBeforeItsPayload(String header, String message) {
    assertThatThrownBy(() -> reader(HexFormat.of().parseHex(header)).read())
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessage(message);
  }

  @Test
  void theEndOfTheStreamIsNoFrame() throws IOException {
    assertThat(reader(new byte[0]).read()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"04", "04000003010203", "0400000300000001", "0400000300000001ffff"})
  void aStreamThatEndsWithinAFrameIsAnError(String bytes) {
    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(() -> reader(HexFormat.of().parseHex(bytes)).read());
  }

  private static FrameReader reader(byte[] bytes) {
    return new FrameReader(new ByteArrayInputStream(bytes));
  }

  private static byte[] written(Frame frame) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(out);
    writer.write(frame);
    writer.flush();
    return out.toByteArray();
  }
}
