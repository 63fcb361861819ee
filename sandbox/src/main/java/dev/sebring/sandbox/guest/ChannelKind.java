package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.guest.frame.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What the guest may send on the channel of an operation.
 *
 * @param started reads the fields of STARTED, which then must come first; null: there is none
 * @param done reads the fields of DONE
 * @param streams bit n: DATA and EOF on stream n may come
 * @param gaps GAP may come
 */
record ChannelKind<S, D>(
    Operation operation,
    @Nullable Decoder<S> started,
    Decoder<D> done,
    long streams,
    boolean gaps) {
  /** Stream 1, which most answers with data use. */
  static final long STREAM_1 = 1 << 1;

  /** Only DONE or ERROR may come. */
  static <D> ChannelKind<Empty, D> answer(Operation operation, Decoder<D> done) {
    return new ChannelKind<>(operation, null, done, 0, false);
  }

  /** Records on stream 1, then DONE. */
  static <D> ChannelKind<Empty, D> records(Operation operation, Decoder<D> done) {
    return new ChannelKind<>(operation, null, done, STREAM_1, false);
  }

  boolean allows(int stream) {
    return stream < Long.SIZE && (streams >> stream & 1) == 1;
  }
}
