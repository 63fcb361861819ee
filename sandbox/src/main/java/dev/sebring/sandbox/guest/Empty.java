package dev.sebring.sandbox.guest;

/** What an answer without fields says: that it came. */
enum Empty {
  EMPTY;

  static final Decoder<Empty> DECODER = fields -> EMPTY;
}
