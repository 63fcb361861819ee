package dev.sebring.client;

/** The API key is valid, but may not do this (403). */
public class DaytonaForbiddenException extends DaytonaException {
  private static final long serialVersionUID = 1;

  DaytonaForbiddenException(Failure failure) {
    super(failure);
  }
}
