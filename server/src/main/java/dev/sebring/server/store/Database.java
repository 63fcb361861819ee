package dev.sebring.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/**
 * The SQLite file of one state directory, at the newest schema. Every commit is on the disk when it
 * returns. Thread-safe.
 */
public final class Database implements AutoCloseable {
  /** The version of the last migration. */
  static final String NEWEST_SCHEMA = "3";

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Database(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
  }

  /** Opens the file, making it where there is none, and brings its schema up to date. */
  public static Database open(Path file) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("sebring-store");
    config.setJdbcUrl("jdbc:sqlite:" + file);
    // One writer at a time is SQLite's rule; one connection makes it ours, without ever waiting for
    // a lock of the file.
    config.setMaximumPoolSize(1);
    config.addDataSourceProperty("journal_mode", "WAL");
    config.addDataSourceProperty("synchronous", "FULL");
    config.addDataSourceProperty("busy_timeout", "10000");
    HikariDataSource pool = new HikariDataSource(config);
    try {
      if (!isNewest(pool)) {
        migrate(pool);
      }
      return new Database(pool);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** Asked first, because Flyway takes longer to load than everything else here together. */
  private static boolean isNewest(DataSource pool) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet tables =
            statement.executeQuery(
                "SELECT 1 FROM sqlite_master WHERE name = 'flyway_schema_history'")) {
      if (!tables.next()) {
        return false;
      }
      try (ResultSet newest =
          statement.executeQuery(
              "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank DESC"
                  + " LIMIT 1")) {
        return newest.next() && NEWEST_SCHEMA.equals(newest.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the store cannot be read: " + e.getMessage(), e);
    }
  }

  private static void migrate(DataSource pool) {
    Flyway.configure(Database.class.getClassLoader())
        .loggers("slf4j")
        .dataSource(pool)
        .locations("classpath:dev/sebring/server/store")
        .load()
        .migrate();
  }

  Jdbi jdbi() {
    return jdbi;
  }

  @Override
  public void close() {
    pool.close();
  }
}
