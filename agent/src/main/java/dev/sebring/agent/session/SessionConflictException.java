package dev.sebring.agent.session;

/** A session was saved by someone else in the meantime. Load it again and repeat the run. */
public class SessionConflictException extends SessionStoreException {
  private static final long serialVersionUID = 1;

  /** Names the session and says what to do. */
  public SessionConflictException(Session session) {
    super(
        "session "
            + session.id()
            + " was changed by another process since version "
            + session.version()
            + " was loaded; run again to go on from its conversation, or use another session id");
  }
}
