package dev.sebring.server.store;

import static java.util.Objects.requireNonNull;

import dev.sebring.sandbox.SandboxId;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The keys with which URLs of sandboxes' files are signed. They are kept as they are, since they
 * must be told again, and go with their sandbox. Thread-safe.
 */
public final class SigningKeyStore {
  private final Database database;

  public SigningKeyStore(Database database) {
    this.database = requireNonNull(database, "database");
  }

  public Optional<String> find(SandboxId sandbox) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("SELECT value FROM signing_key WHERE sandbox_id = :id")
                .bind("id", sandbox.value())
                .mapTo(String.class)
                .findOne());
  }

  /** The key of a sandbox, which is made and kept the first time. */
  public String getOrMake(SandboxId sandbox, Supplier<String> make) {
    return database
        .jdbi()
        .inTransaction(handle -> {
          handle.execute(
              "INSERT INTO signing_key (sandbox_id, value) VALUES (?, ?) ON CONFLICT DO NOTHING",
              sandbox.value(),
              make.get());
          return handle
              .createQuery("SELECT value FROM signing_key WHERE sandbox_id = :id")
              .bind("id", sandbox.value())
              .mapTo(String.class)
              .one();
        });
  }

  /** Puts another key in its place. */
  public void put(SandboxId sandbox, String value) {
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "INSERT INTO signing_key (sandbox_id, value) VALUES (?, ?)"
                    + " ON CONFLICT (sandbox_id) DO UPDATE SET value = excluded.value",
                sandbox.value(),
                value));
  }
}
