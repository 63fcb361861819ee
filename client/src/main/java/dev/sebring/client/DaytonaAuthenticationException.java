package dev.sebring.client;

/**
 * The API key is missing, unknown or expired (401): check {@code DAYTONA_API_KEY}. Or, with the
 * code {@code GIT_AUTH_FAILED}, a Git remote wants other credentials.
 */
public class DaytonaAuthenticationException extends DaytonaException {
  private static final long serialVersionUID = 1;

  DaytonaAuthenticationException(Failure failure) {
    super(failure);
  }
}
