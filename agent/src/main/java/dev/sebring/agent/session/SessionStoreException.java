package dev.sebring.agent.session;

/** A session store could not be read or written. */
public class SessionStoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SessionStoreException(String message, Throwable cause) {
    super(message, cause);
  }

  SessionStoreException(String message) {
    super(message);
  }
}
