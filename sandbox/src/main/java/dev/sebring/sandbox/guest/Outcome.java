package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.guest.frame.FieldReader;
import dev.sebring.sandbox.guest.frame.ProtocolViolationException;
import java.util.regex.Pattern;

/** How a channel ended. Immutable. */
sealed interface Outcome<D> {
  /**
   * The value of DONE. Otherwise throws what it was, with the stack of the caller, who tried {@code
   * tried}.
   */
  D get(String tried);

  record Done<D>(D value) implements Outcome<D> {
    @Override
    public D get(String tried) {
      return value;
    }
  }

  /** The guest sent ERROR. */
  record Refused<D>(int errno, String step, String detail) implements Outcome<D> {
    private static final int MOST_ERRNO = 4095;
    private static final int MOST_STEP = 32;
    private static final int MOST_DETAIL = 8192;
    private static final Pattern STEP = Pattern.compile("[a-z]{1,32}");

    static <D> Refused<D> decode(FieldReader fields) throws ProtocolViolationException {
      long errno = fields.u32();
      if (errno < 1 || errno > MOST_ERRNO) {
        throw new ProtocolViolationException("an error number that Linux does not have: " + errno);
      }
      String step = fields.line(MOST_STEP);
      if (!STEP.matcher(step).matches()) {
        throw new ProtocolViolationException("the step of an ERROR is not a word: " + step);
      }
      return new Refused<>((int) errno, step, fields.line(MOST_DETAIL));
    }

    @Override
    public D get(String tried) {
      throw new GuestException(tried, errno, step, detail);
    }
  }

  /** The connection ended first. */
  record Lost<D>(GuestLostException reason) implements Outcome<D> {
    @Override
    public D get(String tried) {
      throw new GuestLostException(tried + ": " + reason.getMessage(), reason);
    }
  }
}
