package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.guest.frame.FieldWriter;
import dev.sebring.sandbox.guest.frame.Operation;
import dev.sebring.sandbox.guest.frame.ProtocolViolationException;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which operations use their channels. Whatever goes wrong on this side, the guest is
 * told that nobody waits. Thread-safe.
 *
 * @param timeout the longest wait for one answer or piece
 */
record Calls(Connection connection, Duration timeout) {
  Calls {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a timeout must be more than 0: " + timeout);
    }
  }

  Deadline deadline() {
    return Deadline.after(timeout);
  }

  /** Opens a channel whose user takes care of it. */
  <S, D> Channel<S, D> open(ChannelKind<S, D> kind, FieldWriter fields, String tried) {
    return connection.request(kind, fields, tried, deadline());
  }

  /** Opens a channel and waits until the operation has begun. */
  <S, D> Channel<S, D> begin(ChannelKind<S, D> kind, FieldWriter fields, String tried) {
    Channel<S, D> channel = open(kind, fields, tried);
    try {
      channel.awaitStarted(deadline());
      return channel;
    } catch (RuntimeException e) {
      channel.abandon();
      throw e;
    }
  }

  /** An operation that answers with DONE only. */
  <D> D ask(Operation operation, FieldWriter fields, Decoder<D> done, String tried) {
    Deadline deadline = deadline();
    Channel<Empty, D> channel =
        connection.request(ChannelKind.answer(operation, done), fields, tried, deadline);
    try {
      return channel.awaitDone(deadline);
    } finally {
      channel.abandon();
    }
  }

  /** An operation that answers with nothing but that it is done. */
  void tell(Operation operation, FieldWriter fields, String tried) {
    ask(operation, fields, Empty.DECODER, tried);
  }

  /**
   * An operation that answers with records on stream 1.
   *
   * @param consumer answers false when it wants no more
   * @return whether there were more
   */
  <T> boolean records(
      ChannelKind<Empty, RecordsEnd> kind,
      FieldWriter fields,
      RecordReader<T> reader,
      Predicate<T> consumer,
      String tried) {
    Channel<Empty, RecordsEnd> channel = open(kind, fields, tried);
    try {
      for (Piece piece = piece(channel); piece != null; piece = piece(channel)) {
        if (!reader.read(piece.bytes(), consumer)) {
          return true;
        }
      }
      RecordsEnd end = channel.awaitDone(deadline());
      reader.end(end.count());
      return end.cut();
    } catch (ProtocolViolationException e) {
      throw connection.violated(tried, e);
    } finally {
      channel.abandon();
    }
  }

  private @Nullable Piece piece(Channel<?, ?> channel) {
    return channel.next(1, deadline());
  }
}
