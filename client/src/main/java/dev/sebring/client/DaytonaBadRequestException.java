package dev.sebring.client;

/** The server refuses the request as it is (400, 422): change it. */
public class DaytonaBadRequestException extends DaytonaException {
  private static final long serialVersionUID = 1;

  DaytonaBadRequestException(Failure failure) {
    super(failure);
  }
}
