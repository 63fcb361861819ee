package dev.sebring.client;

/** The name is taken, or a change of state is under way (409). */
public class DaytonaConflictException extends DaytonaException {
  private static final long serialVersionUID = 1;

  DaytonaConflictException(Failure failure) {
    super(failure);
  }
}
