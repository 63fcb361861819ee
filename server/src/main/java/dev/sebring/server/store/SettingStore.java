package dev.sebring.server.store;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;

/** A few texts by name. Thread-safe. */
public final class SettingStore {
  private final Database database;

  public SettingStore(Database database) {
    this.database = requireNonNull(database, "database");
  }

  /** The value kept under a name, which is made and kept the first time. */
  public String getOrMake(String name, Supplier<String> make) {
    return database
        .jdbi()
        .inTransaction(handle ->
            handle
                .createQuery("SELECT value FROM setting WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .orElseGet(() -> {
                  String value = make.get();
                  handle.execute("INSERT INTO setting (name, value) VALUES (?, ?)", name, value);
                  return value;
                }));
  }
}
