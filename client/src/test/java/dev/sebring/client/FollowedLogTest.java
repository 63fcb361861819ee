package dev.sebring.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowedLogTest {
  private static final String OUT = "\1\1\1";
  private static final String ERR = "\2\2\2";

  private final StringBuilder stdout = new StringBuilder();
  private final StringBuilder stderr = new StringBuilder();
  private final FollowedLog log = new FollowedLog(stdout::append, stderr::append);

  /** However the connection cuts it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 1000})
  void eachStreamArrivesWholeWhateverTheSizeOfItsPieces(int size) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes((OUT + "grün\n" + ERR + "ärger\n" + OUT + "a\1b\2\2c\n").getBytes(UTF_8));

    byte[] bytes = all.toByteArray();
    for (int at = 0; at < bytes.length; at += size) {
      log.add(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
    }

    assertThat(stdout).hasToString("grün\na\1b\2\2c\n");
    assertThat(stderr).hasToString("ärger\n");
  }
}
