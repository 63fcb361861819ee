package dev.sebring.client;

/** A file or directory in the sandbox does not exist. */
public class DaytonaFileNotFoundException extends DaytonaNotFoundException {
  private static final long serialVersionUID = 1;

  DaytonaFileNotFoundException(Failure failure) {
    super(failure);
  }
}
