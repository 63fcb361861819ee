package dev.sebring.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.server.http.Caller;
import dev.sebring.server.store.Database;
import dev.sebring.server.store.KeyStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  @TempDir Path directory;
  private Database database;
  private ApiKeys keys;

  @BeforeEach
  void open() {
    database = Database.open(directory.resolve("sebring.db"));
    keys = at(NOON);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aGeneratedKeyHasTheFormOfDaytonas() {
    assertThat(KeyText.random().value()).matches("dtn_[0-9a-f]{64}");
  }

  @Test
  void aKeyStandsForItsPermissionsUntilItIsRevoked() {
    KeyText text = KeyText.random();
    keys.create("ci", text, List.of(Permissions.WRITE_SANDBOXES), null);
    assertThat(keys.check(text.value()))
        .map(Caller::permissions)
        .hasValueSatisfying(may -> assertThat(may).containsExactly(Permissions.WRITE_SANDBOXES));
    assertThat(keys.check(text.value() + "0")).isEmpty();
    keys.revoke("ci");
    assertThat(keys.check(text.value())).isEmpty();
  }

  @Test
  void aKeyExpires() {
    KeyText text = KeyText.random();
    keys.create("ci", text, List.of(), NOON.plusSeconds(60));
    assertThat(keys.check(text.value())).isPresent();
    assertThat(at(NOON.plusSeconds(60)).check(text.value())).isEmpty();
  }

  @Test
  void keysOutliveTheProcessAndTheirTextIsNowhereOnDisk() throws Exception {
    KeyText text = KeyText.random();
    keys.create("ci", text, List.of(), null);
    assertThat(at(NOON.plus(Duration.ofDays(1))).check(text.value())).isPresent();
    database.close();
    for (Path file : Files.list(directory).toList()) {
      assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
          .doesNotContain(text.value());
    }
  }

  @Test
  void aNameIsTakenOnce() {
    assertThat(keys.create("ci", KeyText.random(), List.of(), null)).isPresent();
    assertThat(keys.create("ci", KeyText.random(), List.of(), null)).isEmpty();
  }

  @Test
  void useIsNoted() {
    KeyText text = KeyText.random();
    keys.create("ci", text, List.of(), null);
    ApiKeys later = at(NOON.plusSeconds(5));
    later.check(text.value());
    assertThat(later.find("ci").orElseThrow().lastUsedAt()).isEqualTo(NOON.plusSeconds(5));
  }

  @Test
  void aKeyThatCouldBeGuessedIsRefused() {
    assertThatThrownBy(() -> new KeyText("secret"))
        .hasMessageContaining("at least 16 characters")
        .hasMessageNotContaining("secret");
  }

  private ApiKeys at(Instant now) {
    return new ApiKeys(new KeyStore(database), Clock.fixed(now, ZoneOffset.UTC));
  }
}
