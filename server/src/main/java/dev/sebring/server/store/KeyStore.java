package dev.sebring.server.store;

import static java.util.Objects.requireNonNull;

import dev.sebring.api.Json;
import java.util.List;

/** The API keys. What a method wrote is on the disk when it returns. Thread-safe. */
public final class KeyStore {
  private final Database database;

  public KeyStore(Database database) {
    this.database = requireNonNull(database, "database");
  }

  public List<KeyRecord> all() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("SELECT * FROM api_key ORDER BY created_at, name")
                .map((row, context) ->
                    new KeyRecord(
                        row.getString("name"),
                        row.getString("sha256"),
                        row.getString("masked"),
                        Columns.list(row.getString("permissions")),
                        Columns.instant(row, "created_at"),
                        Columns.instantIfAny(row, "last_used_at"),
                        Columns.instantIfAny(row, "expires_at")))
                .list());
  }

  /** Keeps a key, in the place of another of that name. */
  public void put(KeyRecord key) {
    database
        .jdbi()
        .useHandle(handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO api_key (name, sha256, masked, permissions, created_at, last_used_at, expires_at)
                    VALUES (:name, :sha256, :masked, :permissions, :created_at, :last_used_at, :expires_at)
                    ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256, masked = excluded.masked,
                      permissions = excluded.permissions, created_at = excluded.created_at,
                      last_used_at = excluded.last_used_at, expires_at = excluded.expires_at
                    """)
                .bind("name", key.name())
                .bind("sha256", key.sha256())
                .bind("masked", key.masked())
                .bind("permissions", Json.write(key.permissions()))
                .bind("created_at", Columns.of(key.createdAt()))
                .bind("last_used_at", Columns.of(key.lastUsedAt()))
                .bind("expires_at", Columns.of(key.expiresAt()))
                .execute());
  }

  public void delete(String name) {
    database.jdbi().useHandle(handle -> handle.execute("DELETE FROM api_key WHERE name = ?", name));
  }
}
