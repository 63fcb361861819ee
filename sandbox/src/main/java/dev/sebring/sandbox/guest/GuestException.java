package dev.sebring.sandbox.guest;

import static java.util.Objects.requireNonNull;

/**
 * The guest answered that it could not do it. The connection and everything else on it is well;
 * asking again brings the same answer until something in the sandbox or in the request changes.
 * Immutable.
 */
public final class GuestException extends GuestFailure {
  private static final long serialVersionUID = 1;

  private final int errno;
  private final String step;
  private final String detail;

  GuestException(String tried, int errno, String step, String detail) {
    super(tried + ": " + detail, null);
    this.errno = errno;
    this.step = requireNonNull(step, "step");
    this.detail = requireNonNull(detail, "detail");
  }

  /** Linux error number, see {@link Errno}. */
  public int errno() {
    return errno;
  }

  /**
   * What failed, in a word for programs: path, cwd, user, program, request, process, limit, port.
   */
  public String step() {
    return step;
  }

  /** Whether there is no such program to start; another one may be there. */
  public boolean isMissingProgram() {
    return step.equals("program") && errno == Errno.ENOENT;
  }

  /**
   * The guest's own words, for people, e.g. {@code open /home/daytona/x: No such file or
   * directory}.
   */
  public String detail() {
    return detail;
  }
}
