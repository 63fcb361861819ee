package dev.sebring.server.toolbox.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FileNamesTest {
  @Test
  void usualNamesAreShownAsTheyAre() {
    String name = "a b/ä–漢😀\n";
    assertThat(FileNames.text(name.getBytes(UTF_8))).isEqualTo(name);
    assertThat(FileNames.bytes(name)).isEqualTo(name.getBytes(UTF_8));
  }

  @Test
  void aByteThatIsNotUtf8IsAPrivateCharacter() {
    byte[] name = {'a', (byte) 0xff, 'b', (byte) 0xc3};
    String text = "a" + Character.toString(0x10feff) + "b" + Character.toString(0x10fec3);
    assertThat(FileNames.text(name)).isEqualTo(text);
    assertThat(FileNames.bytes(text)).isEqualTo(name);
  }

  @Test
  void aNameThatHasThePrivateCharacterIsNotTakenForAnother() {
    byte[] name = Character.toString(0x10feff).getBytes(UTF_8);
    assertThat(FileNames.text(name)).isNotEqualTo(Character.toString(0x10feff));
    assertThat(FileNames.bytes(FileNames.text(name))).isEqualTo(name);
  }

  @Test
  void anyBytesComeBack() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      byte[] name = new byte[random.nextInt(12)];
      random.nextBytes(name);
      assertThat(FileNames.bytes(FileNames.text(name))).isEqualTo(name);
      assertThat(FileNames.text(name).getBytes(UTF_8)).asString(UTF_8).doesNotContain("\ufffd");
    }
  }
}
