package dev.sebring.agent.session;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

final class InMemorySessionStore implements SessionStore {
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  @Override
  public Optional<Session> load(String id) {
    return Optional.ofNullable(sessions.get(id));
  }

  @Override
  public Session save(Session session) {
    Session saved = session.saved();
    sessions.compute(
        session.id(),
        (id, stored) -> {
          if ((stored == null ? 0 : stored.version()) != session.version()) {
            throw new SessionConflictException(session);
          }
          return saved;
        });
    return saved;
  }

  @Override
  public boolean delete(String id) {
    return sessions.remove(id) != null;
  }
}
