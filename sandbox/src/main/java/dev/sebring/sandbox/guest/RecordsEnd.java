package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.guest.frame.FieldReader;
import dev.sebring.sandbox.guest.frame.ProtocolViolationException;

/**
 * What DONE says after records.
 *
 * @param cut there were more
 */
record RecordsEnd(long count, boolean cut) {
  /** {@code u64 count}. */
  static RecordsEnd whole(FieldReader fields) throws ProtocolViolationException {
    return new RecordsEnd(fields.u64(), false);
  }

  /** {@code u64 count}, {@code u8 cut}. */
  static RecordsEnd decode(FieldReader fields) throws ProtocolViolationException {
    return new RecordsEnd(fields.u64(), fields.flag());
  }
}
