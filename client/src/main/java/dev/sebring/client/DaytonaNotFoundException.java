package dev.sebring.client;

/** What the request names does not exist (404), or no longer (410). */
public class DaytonaNotFoundException extends DaytonaException {
  private static final long serialVersionUID = 1;

  DaytonaNotFoundException(Failure failure) {
    super(failure);
  }
}
