package dev.sebring.agent.session;

import java.util.Optional;

/** Keeps sessions. Implementations are thread-safe. */
public interface SessionStore {

  /**
   * The session as it was last saved, if it ever was.
   *
   * @throws SessionStoreException if the store cannot be read
   */
  Optional<Session> load(String id);

  /**
   * Saves a session whole.
   *
   * @return the session with its new version, from which the next save goes on
   * @throws SessionConflictException if the store holds another version than the one that this was
   *     loaded as; nothing is changed then
   * @throws SessionStoreException if the store cannot be written
   */
  Session save(Session session);

  /**
   * Forgets a session.
   *
   * @return whether there was one
   * @throws SessionStoreException if the store cannot be written
   */
  boolean delete(String id);

  /** A store that lives as long as this process. */
  static SessionStore inMemory() {
    return new InMemorySessionStore();
  }
}
