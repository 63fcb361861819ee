package dev.sebring.client;

/** The server failed (5xx): the same request may work later. */
public class DaytonaServerException extends DaytonaException {
  private static final long serialVersionUID = 1;

  DaytonaServerException(Failure failure) {
    super(failure);
  }
}
