package dev.sebring.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataOutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLookupTest {
  private static final DaytonaConfig NOTHING_GIVEN = DaytonaConfig.builder().build();

  @Test
  void whatIsGivenCountsMoreThanTheEnvironment() {
    ServerLookup lookup =
        lookup(
            Map.of(
                "DAYTONA_API_KEY",
                "env",
                "DAYTONA_API_URL",
                "http://env/api",
                "DAYTONA_TARGET",
                "eu"));

    Endpoint endpoint =
        lookup.configured(
            DaytonaConfig.builder().apiKey("given").apiUrl("http://given/api").build());

    assertThat(endpoint).isEqualTo(new Endpoint(URI.create("http://given/api"), "given"));
    assertThat(lookup.configured(NOTHING_GIVEN))
        .isEqualTo(new Endpoint(URI.create("http://env/api"), "env"));
    assertThat(lookup.target(NOTHING_GIVEN)).isEqualTo("eu");
  }

  @Test
  void theOlderNameOfTheAddressIsKnown() {
    assertThat(
            lookup(Map.of("DAYTONA_API_KEY", "env", "DAYTONA_SERVER_URL", "http://old/api"))
                .configured(NOTHING_GIVEN))
        .isEqualTo(new Endpoint(URI.create("http://old/api"), "env"));
  }

  @Test
  void aKeyAloneIsForDaytonasCloud() {
    assertThat(
            lookup(Map.of("DAYTONA_API_KEY", "env", "DAYTONA_API_URL", ""))
                .configured(NOTHING_GIVEN))
        .isEqualTo(new Endpoint(URI.create("https://app.daytona.io/api"), "env"));
  }

  @Test
  void anAddressWithoutAKeyIsAnErrorThatNamesTheVariable() {
    assertThatThrownBy(
            () -> lookup(Map.of("DAYTONA_API_URL", "http://env/api")).configured(NOTHING_GIVEN))
        .isInstanceOf(DaytonaException.class)
        .hasMessageContaining("DAYTONA_API_KEY");
  }

  @Test
  void anAddressThatIsNoUrlIsAnErrorThatShowsOne() {
    assertThatThrownBy(() ->
            lookup(Map.of("DAYTONA_API_KEY", "k", "DAYTONA_API_URL", "localhost:3986"))
                .configured(NOTHING_GIVEN))
        .hasMessageContaining("\"localhost:3986\"")
        .hasMessageContaining("http://127.0.0.1:3986/api");
  }

  @Test
  void withoutServerAndWithoutProviderTheWaysOutAreNamed() {
    assertThatThrownBy(() -> lookup(Map.of()).embedded())
        .hasMessageContaining("DAYTONA_API_URL")
        .hasMessageContaining("sebring-embedded");
  }

  @Test
  void anEmbeddedServerForALaterJavaIsOneSentence(@TempDir Path directory) throws Exception {
    try (DataOutputStream compiled =
        new DataOutputStream(Files.newOutputStream(directory.resolve("Later.class")))) {
      compiled.writeInt(0xCAFEBABE);
      compiled.writeShort(0);
      compiled.writeShort(9999);
      compiled.write(new byte[64]);
    }
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(services.resolve(ServerProvider.class.getName()), "Later");

    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
      assertThatThrownBy(() -> new ServerLookup(name -> null, loader).embedded())
          .isInstanceOf(DaytonaException.class)
          .hasMessageContaining("needs Java 25, and this is Java " + Runtime.version().feature())
          .hasMessageContaining("DAYTONA_API_URL")
          .hasMessageContaining("sebring serve");
    }
  }

  @Test
  void aKeyIsNeverInATextForALog() {
    assertThat(DaytonaConfig.builder().apiKey("dtn_secret").build().toString())
        .doesNotContain("dtn_secret");
    assertThat(new Endpoint(URI.create("http://a"), "dtn_secret").toString())
        .doesNotContain("dtn_secret");
  }

  private static ServerLookup lookup(Map<String, String> environment) {
    return new ServerLookup(environment::get, ServerLookupTest.class.getClassLoader());
  }
}
