package dev.sebring.sandbox.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.sandbox.guest.frame.FieldReader;
import dev.sebring.sandbox.guest.frame.Frame;
import dev.sebring.sandbox.guest.frame.FrameReader;
import dev.sebring.sandbox.guest.frame.Hello;
import dev.sebring.sandbox.guest.frame.ProtocolViolationException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fuzzes every decoder with frames that are almost right: each gives a value or says what is wrong,
 * and never fails in another way.
 */
class MutatedAnswersTest {
  private static final int ROUNDS = 1000;
  private static final List<Decoder<?>> DECODERS =
      List.of(
          ProcessDecoders::id,
          ProcessDecoders::exit,
          ProcessDecoders::logOffset,
          ProcessDecoders::record,
          ProcessDecoders::stats,
          ProcessDecoders::uptime,
          FileDecoders::stat,
          FileDecoders::entry,
          FileDecoders::written,
          FileDecoders::path,
          FileDecoders::user,
          RecordsEnd::whole,
          RecordsEnd::decode,
          FieldReader::u32,
          Outcome.Refused::decode);

  static Stream<GoldenCase> fromGuests() {
    return GoldenCase.all().stream().filter(GoldenCase::isFromGuest);
  }

  @ParameterizedTest
  @MethodSource("fromGuests")
  void anAlmostRightFrameIsAValueOrAViolation(GoldenCase golden) {
    byte[] original = HexFormat.of().parseHex(golden.word("hex"));
    Random random = new Random(original.length);
    int violations = 0;
    for (int round = 0; round < ROUNDS; round++) {
      violations += isRefused(mutated(original, random)) ? 1 : 0;
    }
    assertThat(violations).isPositive();
  }

  private static boolean isRefused(byte[] bytes) {
    try {
      Frame frame = new FrameReader(new ByteArrayInputStream(bytes)).read();
      if (frame == null) {
        return true;
      }
      decode(frame);
      return false;
    } catch (EOFException e) {
      return true;
    } catch (IOException e) {
      assertThat(e).isInstanceOf(ProtocolViolationException.class);
      return true;
    }
  }

  /** Every decoder sees the payload: a hostile guest chooses what it answers with. */
  private static void decode(Frame frame) throws IOException {
    IOException refused = null;
    for (Decoder<?> decoder : DECODERS) {
      try {
        assertThat((Object) decoder.all(frame.payload())).isNotNull();
        List<Object> records = new ArrayList<>();
        new RecordReader<>(decoder, 100, 100_000).read(frame.payload(), records::add);
      } catch (IOException e) {
        refused = e;
      }
    }
    try {
      assertThat(Hello.decode(frame)).isNotNull();
    } catch (IOException e) {
      refused = e;
    }
    if (refused != null) {
      throw refused;
    }
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) 0xff;
        case 3 -> bytes[at] = 0;
        default -> bytes = Arrays.copyOf(bytes, Math.max(1, bytes.length - random.nextInt(4)));
      }
    }
    return bytes;
  }
}
