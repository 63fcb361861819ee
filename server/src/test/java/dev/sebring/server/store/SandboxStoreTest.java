package dev.sebring.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.DomainPattern;
import dev.sebring.sandbox.Ipv4Network;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.SandboxState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxStoreTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123Z");

  private static final NetworkPolicy LISTED =
      NetworkPolicy.listed(
          List.of(Ipv4Network.parse("192.0.2.0/24")),
          List.of(DomainPattern.parse("*.example.com"), DomainPattern.parse("example.com")));

  @TempDir Path directory;

  @Test
  void aSandboxIsReadBackAsItWasWrittenAfterARestart() {
    SandboxRecord full =
        record("box", new SandboxState.Failed("no disk", true))
            .withLifetime(
                new Lifetime(
                    Duration.ofMinutes(5), Duration.ofDays(7), Duration.ZERO, NOON.plusSeconds(9)),
                NOON);
    SandboxRecord listed = record("listed", new SandboxState.Started()).withNetwork(LISTED, NOON);
    SandboxRecord bare =
        record("bare", new SandboxState.Started())
            .withLifetime(new Lifetime(null, Duration.ofDays(7), null, null), NOON);
    SandboxRecord stopped =
        record("stopped", new SandboxState.Stopping()).withState(new SandboxState.Stopped(), NOON);
    try (Database database = open()) {
      SandboxStore store = new SandboxStore(database);
      List.of(full, listed, bare, stopped).forEach(store::insert);
    }
    try (Database database = open()) {
      assertThat(new SandboxStore(database).all())
          .containsExactlyInAnyOrder(full, listed, bare, stopped);
    }
  }

  @Test
  void anUpdateReplacesEverything() {
    try (Database database = open()) {
      SandboxStore store = new SandboxStore(database);
      SandboxRecord before = record("box", new SandboxState.Creating());
      store.insert(before);
      SandboxRecord after =
          before
              .withState(new SandboxState.Started(), NOON.plusSeconds(1))
              .withLabels(Map.of("it's", "\"quoted\" ü"), NOON.plusSeconds(2))
              .withWorkDir("/elsewhere");
      store.update(after);
      assertThat(store.all()).containsExactly(after);
    }
  }

  @Test
  void twoSandboxesCannotHaveOneName() {
    try (Database database = open()) {
      SandboxStore store = new SandboxStore(database);
      store.insert(record("box", new SandboxState.Creating()));
      SandboxRecord second = record("box", new SandboxState.Creating());
      assertThatThrownBy(() -> store.insert(second)).isInstanceOf(JdbiException.class);
    }
  }

  @Test
  void aTombstoneIsFoundByIdAndByNameForADay() {
    try (Database database = open()) {
      SandboxStore store = new SandboxStore(database);
      SandboxRecord box = record("box", new SandboxState.Destroying());
      store.insert(box);
      store.bury(new Tombstone(box.id(), "box", "by request", NOON));
      assertThat(store.all()).isEmpty();
      assertThat(store.tombstone(box.id().value())).map(Tombstone::cause).contains("by request");
      assertThat(store.tombstone("box")).map(Tombstone::destroyedAt).contains(NOON);
      store.bury(
          new Tombstone(
              SandboxId.random(), "other", "by request", NOON.plus(Duration.ofHours(25))));
      assertThat(store.tombstone("box")).isEmpty();
    }
  }

  @Test
  void aSettingIsMadeOnce() {
    try (Database database = open()) {
      SettingStore settings = new SettingStore(database);
      assertThat(settings.getOrMake("id", () -> "first")).isEqualTo("first");
      assertThat(settings.getOrMake("id", () -> "second")).isEqualTo("first");
    }
  }

  @Test
  void aStoreOfTheFirstSchemaKeepsItsSandboxesWithTheirPolicies() {
    SandboxRecord box = record("box", new SandboxState.Started());
    try (Database database = open()) {
      new SandboxStore(database).insert(box);
      database
          .jdbi()
          .useHandle(handle -> {
            handle.execute("ALTER TABLE sandbox DROP COLUMN network_allow_list");
            handle.execute("ALTER TABLE sandbox DROP COLUMN domain_allow_list");
            handle.execute("DROP TABLE signing_key");
            handle.execute("DELETE FROM flyway_schema_history WHERE version <> '1'");
          });
    }
    try (Database database = open()) {
      assertThat(new SandboxStore(database).all()).containsExactly(box);
    }
  }

  @Test
  void theNewestSchemaIsThatOfTheLastMigration() throws Exception {
    Path migrations =
        Path.of(Database.class.getResource("V1__sandboxes_and_keys.sql").toURI()).getParent();
    try (Stream<Path> files = Files.list(migrations)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".sql"))
                  .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                  .max())
          .hasValue(Integer.parseInt(Database.NEWEST_SCHEMA));
    }
  }

  private Database open() {
    return Database.open(directory.resolve("sebring.db"));
  }

  private static SandboxRecord record(String name, SandboxState state) {
    return new SandboxRecord(
        SandboxId.random(),
        name,
        "default",
        "daytona",
        "/home/daytona",
        Map.of("A", "1"),
        Map.of("team", "blue"),
        true,
        "local",
        new Resources(0.5, ByteSize.ofMib(256), ByteSize.ofGib(2), 99),
        NetworkPolicy.BLOCKED,
        Lifetime.DEFAULT,
        state,
        Desired.STARTED,
        NOON,
        NOON,
        NOON,
        null);
  }
}
