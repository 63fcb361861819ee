package dev.sebring.backends.oci.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AptSourceTest {
  @Test
  void stanzasAreReadWithTheirOptionsAndDisabledOnesAreNot() {
    List<AptSource> sources =
        AptSource.parse(
            "debian.sources",
            """
            Types: deb deb-src
            # a comment
            URIs: http://mirror.example/debian
            Suites: bookworm bookworm-updates
            Components: main
             contrib
            Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

            Enabled: no
            Types: deb
            URIs: http://disabled.example/
            Suites: bookworm
            Components: main

            Types: deb-src
            URIs: http://sources.example/
            Suites: bookworm
            Components: main
            """);

    assertThat(sources)
        .containsExactly(
            new AptSource(
                List.of("http://mirror.example/debian"),
                List.of("bookworm", "bookworm-updates"),
                List.of("main", "contrib"),
                "/usr/share/keyrings/debian-archive-keyring.gpg"));
  }

  @Test
  void linesAreReadWithTheirOptions() {
    List<AptSource> sources =
        AptSource.parse(
            "sources.list",
            """
            # deb http://old.example/ bookworm main
            deb [arch=amd64 signed-by=/k.gpg] http://mirror.example/debian bookworm main # mine
            deb-src http://mirror.example/debian bookworm main
            deb\thttp://other.example/ stable extra
            """);

    assertThat(sources)
        .containsExactly(
            new AptSource(
                List.of("http://mirror.example/debian"),
                List.of("bookworm"),
                List.of("main"),
                "/k.gpg"),
            new AptSource(
                List.of("http://other.example/"), List.of("stable"), List.of("extra"), ""));
  }

  @Test
  void aSourceOfAnotherDistributionIsNotOfTheRelease() {
    AptSource cloud =
        new AptSource(List.of("http://x/"), List.of("cloud-sdk-bookworm"), List.of("main"), "");
    AptSource security =
        new AptSource(List.of("http://x/"), List.of("bookworm-security"), List.of("main"), "");

    assertThat(cloud.isOf("bookworm")).isFalse();
    assertThat(security.isOf("bookworm")).isTrue();
    assertThat(security.isOf("")).isFalse();
  }

  @Test
  void anotherReleaseOfTheSameMirrorKeepsItsKey() {
    AptSource source =
        new AptSource(
            List.of("http://x/"),
            List.of("bookworm", "bookworm-security"),
            List.of("main"),
            "/k.gpg");

    assertThat(source.forSuite("bookworm", "trixie").stanza())
        .isEqualTo(
            """
            Types: deb
            URIs: http://x/
            Suites: trixie trixie-security
            Components: main
            Signed-By: /k.gpg
            """);
  }
}
