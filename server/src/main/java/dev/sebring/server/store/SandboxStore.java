package dev.sebring.server.store;

import static java.util.Objects.requireNonNull;

import dev.sebring.api.Json;
import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.SandboxState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The sandboxes that exist, and for a day those that are gone. What a method wrote is on the disk
 * when it returns. Thread-safe.
 */
public final class SandboxStore {
  private static final Duration TOMBSTONES_KEPT = Duration.ofHours(24);

  private static final String INSERT =
      """
      INSERT INTO sandbox (id, name, snapshot, username, work_dir, env, labels, is_public, region, cpus, memory_bytes, disk_bytes,
        processes, network_block_all, network_allow_list, domain_allow_list, stop_after, archive_after, delete_after, destroy_at,
        state, failure, recoverable, desired, created_at, updated_at, last_activity_at, stopped_at)
      VALUES (:id, :name, :snapshot, :username, :work_dir, :env, :labels, :is_public, :region, :cpus, :memory_bytes, :disk_bytes,
        :processes, :network_block_all, :network_allow_list, :domain_allow_list, :stop_after, :archive_after, :delete_after,
        :destroy_at, :state, :failure, :recoverable, :desired, :created_at, :updated_at, :last_activity_at, :stopped_at)
      """;

  private static final String UPDATE =
      """
      UPDATE sandbox SET name = :name, snapshot = :snapshot, username = :username, work_dir = :work_dir, env = :env, labels = :labels,
        is_public = :is_public, region = :region, cpus = :cpus, memory_bytes = :memory_bytes, disk_bytes = :disk_bytes,
        processes = :processes, network_block_all = :network_block_all, network_allow_list = :network_allow_list,
        domain_allow_list = :domain_allow_list, stop_after = :stop_after, archive_after = :archive_after,
        delete_after = :delete_after, destroy_at = :destroy_at, state = :state, failure = :failure, recoverable = :recoverable,
        desired = :desired, created_at = :created_at, updated_at = :updated_at, last_activity_at = :last_activity_at,
        stopped_at = :stopped_at
      WHERE id = :id
      """;

  private final Database database;

  public SandboxStore(Database database) {
    this.database = requireNonNull(database, "database");
  }

  public List<SandboxRecord> all() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("SELECT * FROM sandbox ORDER BY created_at, id")
                .map((row, context) -> read(row))
                .list());
  }

  public void insert(SandboxRecord sandbox) {
    database.jdbi().useHandle(handle -> bind(handle.createUpdate(INSERT), sandbox).execute());
  }

  /** Does nothing if the sandbox is gone. */
  public void update(SandboxRecord sandbox) {
    database.jdbi().useHandle(handle -> bind(handle.createUpdate(UPDATE), sandbox).execute());
  }

  /** Replaces a sandbox by its tombstone, and forgets tombstones that are a day old. */
  public void bury(Tombstone tombstone) {
    database
        .jdbi()
        .useTransaction(handle -> {
          handle.execute("DELETE FROM sandbox WHERE id = ?", tombstone.id().value());
          handle.execute("DELETE FROM signing_key WHERE sandbox_id = ?", tombstone.id().value());
          handle.execute(
              "DELETE FROM tombstone WHERE destroyed_at < ? OR id = ?",
              tombstone.destroyedAt().minus(TOMBSTONES_KEPT).toEpochMilli(),
              tombstone.id().value());
          handle.execute(
              "INSERT INTO tombstone (id, name, cause, destroyed_at) VALUES (?, ?, ?, ?)",
              tombstone.id().value(),
              tombstone.name(),
              tombstone.cause(),
              tombstone.destroyedAt().toEpochMilli());
        });
  }

  /** The latest sandbox with this id or name that is gone. */
  public Optional<Tombstone> tombstone(String idOrName) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    "SELECT * FROM tombstone WHERE id = :x OR name = :x ORDER BY destroyed_at"
                        + " DESC LIMIT 1")
                .bind("x", idOrName)
                .map((row, context) ->
                    new Tombstone(
                        new SandboxId(row.getString("id")),
                        row.getString("name"),
                        row.getString("cause"),
                        Columns.instant(row, "destroyed_at")))
                .findOne());
  }

  private static <S extends SqlStatement<S>> S bind(S statement, SandboxRecord sandbox) {
    SandboxState.Failed failed =
        sandbox.state() instanceof SandboxState.Failed failure ? failure : null;
    return statement
        .bind("id", sandbox.id().value())
        .bind("name", sandbox.name())
        .bind("snapshot", sandbox.snapshot())
        .bind("username", sandbox.user())
        .bind("work_dir", sandbox.workDir())
        .bind("env", Json.write(sandbox.env()))
        .bind("labels", Json.write(sandbox.labels()))
        .bind("is_public", sandbox.isPublic())
        .bind("region", sandbox.target())
        .bind("cpus", sandbox.resources().cpus())
        .bind("memory_bytes", sandbox.resources().memory().bytes())
        .bind("disk_bytes", sandbox.resources().disk().bytes())
        .bind("processes", sandbox.resources().processes())
        .bind("network_block_all", sandbox.network().blockAll())
        .bind("network_allow_list", Columns.of(sandbox.network().networks()))
        .bind("domain_allow_list", Columns.of(sandbox.network().domains()))
        .bind("stop_after", Columns.of(sandbox.lifetime().stopAfter()))
        .bind("archive_after", Columns.of(sandbox.lifetime().archiveAfter()))
        .bind("delete_after", Columns.of(sandbox.lifetime().deleteAfter()))
        .bind("destroy_at", Columns.of(sandbox.lifetime().destroyAt()))
        .bind("state", sandbox.state().wireName())
        .bind("failure", failed == null ? null : failed.reason())
        .bind("recoverable", failed != null && failed.recoverable())
        .bind("desired", sandbox.desired().name())
        .bind("created_at", Columns.of(sandbox.createdAt()))
        .bind("updated_at", Columns.of(sandbox.updatedAt()))
        .bind("last_activity_at", Columns.of(sandbox.lastActivityAt()))
        .bind("stopped_at", Columns.of(sandbox.stoppedAt()));
  }

  private static SandboxRecord read(ResultSet row) throws SQLException {
    return new SandboxRecord(
        new SandboxId(row.getString("id")),
        row.getString("name"),
        row.getString("snapshot"),
        row.getString("username"),
        row.getString("work_dir"),
        Columns.map(row.getString("env")),
        Columns.map(row.getString("labels")),
        row.getBoolean("is_public"),
        row.getString("region"),
        new Resources(
            row.getDouble("cpus"),
            new ByteSize(row.getLong("memory_bytes")),
            new ByteSize(row.getLong("disk_bytes")),
            row.getInt("processes")),
        Columns.network(row),
        new Lifetime(
            Columns.durationIfAny(row, "stop_after"),
            Duration.ofSeconds(row.getLong("archive_after")),
            Columns.durationIfAny(row, "delete_after"),
            Columns.instantIfAny(row, "destroy_at")),
        Columns.state(row),
        Desired.valueOf(row.getString("desired")),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "updated_at"),
        Columns.instant(row, "last_activity_at"),
        Columns.instantIfAny(row, "stopped_at"));
  }

  /**
   * Times are kept to the millisecond; a record that is to equal itself after a restart uses none
   * finer.
   */
  public static Instant storable(Instant time) {
    return Instant.ofEpochMilli(time.toEpochMilli());
  }
}
