package dev.sebring.backends.oci.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OsReleaseTest {
  @Test
  void idAndCodenameAreReadQuotedOrNot() {
    assertThat(OsRelease.parse(List.of("ID=debian", "VERSION_CODENAME=\"bookworm\"")))
        .isEqualTo(new OsRelease("debian", "bookworm"));
    assertThat(OsRelease.parse(List.of("VERSION_ID=1"))).isEqualTo(new OsRelease("", ""));
  }
}
