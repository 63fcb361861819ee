package dev.sebring.agent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSessionStoreTest extends SessionStoreContract {
  @TempDir Path dir;

  @Override
  SessionStore store() {
    return JdbcSessionStore.sqlite(dir.resolve("sessions.db"));
  }

  @Test
  void anotherStoreOnTheSameFileSeesTheSessions() {
    Session saved = store().save(Session.empty("s"));
    assertThat(store().load("s")).contains(saved);
  }

  @Test
  void aFileThatCannotBeOpenedIsAnErrorThatSaysSo() {
    assertThatThrownBy(() -> JdbcSessionStore.sqlite(dir.resolve("missing/sessions.db")))
        .isInstanceOf(SessionStoreException.class)
        .hasMessageContaining("cannot create the table");
  }
}
