package dev.sebring.agent.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Sessions in one table, {@code sebring_agent_session}, of any database that knows {@code TEXT} and
 * {@code BIGINT}: SQLite (tested) or PostgreSQL. The table is made if it is missing. Each operation
 * takes a connection of its own, so a pool is worth its while for a busy agent.
 *
 * <p>This class is thread-safe if its {@link DataSource} is.
 */
public final class JdbcSessionStore implements SessionStore {
  private static final String CREATE =
      "CREATE TABLE IF NOT EXISTS sebring_agent_session (id TEXT PRIMARY KEY, messages TEXT NOT"
          + " NULL, state TEXT NOT NULL, version BIGINT NOT NULL, saved_at_ms BIGINT NOT NULL)";
  private static final String SELECT =
      "SELECT messages, state, version FROM sebring_agent_session WHERE id = ?";
  private static final String INSERT =
      "INSERT INTO sebring_agent_session (messages, state, version, saved_at_ms, id) VALUES (?, ?,"
          + " ?, ?, ?) ON CONFLICT (id) DO NOTHING";
  private static final String UPDATE =
      "UPDATE sebring_agent_session SET messages = ?, state = ?, version = ?, saved_at_ms = ? WHERE"
          + " id = ? AND version = ?";
  private static final String DELETE = "DELETE FROM sebring_agent_session WHERE id = ?";

  private static final int BUSY_TIMEOUT_MS = 10_000;

  private final DataSource dataSource;

  /**
   * @throws SessionStoreException if the table is missing and cannot be made
   */
  public JdbcSessionStore(DataSource dataSource) {
    this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(CREATE);
    } catch (SQLException e) {
      throw new SessionStoreException(
          "cannot create the table sebring_agent_session: " + e.getMessage(), e);
    }
  }

  /**
   * Sessions in a file of SQLite, which is made if it is missing. Needs {@code
   * org.xerial:sqlite-jdbc} on the class path. Several processes may use one file.
   *
   * @throws SessionStoreException if the file cannot be opened
   */
  public static JdbcSessionStore sqlite(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    SQLiteDataSource dataSource = new SQLiteDataSource(config);
    dataSource.setUrl("jdbc:sqlite:" + file);
    return new JdbcSessionStore(dataSource);
  }

  @Override
  public Optional<Session> load(String id) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(session(id, row)) : Optional.empty();
      }
    } catch (SQLException | JsonProcessingException e) {
      throw new SessionStoreException("cannot load session " + id + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Session save(Session session) {
    Session saved = session.saved();
    boolean isNew = session.version() == 0;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement write = connection.prepareStatement(isNew ? INSERT : UPDATE)) {
      write.setString(1, SessionJson.messages(session.messages()));
      write.setString(2, SessionJson.state(session.state()));
      write.setLong(3, saved.version());
      write.setLong(4, System.currentTimeMillis());
      write.setString(5, session.id());
      if (!isNew) {
        write.setLong(6, session.version());
      }
      if (write.executeUpdate() == 0) {
        throw new SessionConflictException(session);
      }
    } catch (SQLException e) {
      throw new SessionStoreException(
          "cannot save session " + session.id() + ": " + e.getMessage(), e);
    }
    return saved;
  }

  @Override
  public boolean delete(String id) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete = connection.prepareStatement(DELETE)) {
      delete.setString(1, id);
      return delete.executeUpdate() > 0;
    } catch (SQLException e) {
      throw new SessionStoreException("cannot delete session " + id + ": " + e.getMessage(), e);
    }
  }

  private static Session session(String id, ResultSet row)
      throws SQLException, JsonProcessingException {
    return new Session(
        id,
        SessionJson.messages(row.getString(1)),
        SessionJson.state(row.getString(2)),
        row.getLong(3));
  }
}
