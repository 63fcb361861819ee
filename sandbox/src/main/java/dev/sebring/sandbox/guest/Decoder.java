package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.guest.frame.FieldReader;
import dev.sebring.sandbox.guest.frame.ProtocolViolationException;

/** Takes a value off the wire, checking every part of it. */
@FunctionalInterface
interface Decoder<T> {
  T read(FieldReader fields) throws ProtocolViolationException;

  /** The value that is all of {@code payload}. */
  default T all(byte[] payload) throws ProtocolViolationException {
    FieldReader fields = new FieldReader(payload);
    T value = read(fields);
    fields.end();
    return value;
  }
}
