package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.guest.frame.FieldReader;
import dev.sebring.sandbox.guest.frame.Frame;
import dev.sebring.sandbox.guest.frame.FrameType;
import dev.sebring.sandbox.guest.frame.ProtocolViolationException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One operation on the wire. The connection's reader hands it what the guest sends for it; callers
 * wait for what they need. Waiting in vain changes nothing: whoever gives up says so with {@link
 * #abandon}. Thread-safe.
 */
final class Channel<S, D> {
  private static final long MOST_CREDIT = Integer.MAX_VALUE;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ReceiveQueue queue = new ReceiveQueue();
  private final ChannelKind<S, D> kind;
  private final Outbox outbox;
  private final String tried;
  private final long number;
  private @Nullable S started;
  private @Nullable Outcome<D> outcome;
  private @Nullable Consumer<S> onLateStart;
  private boolean abandoned;
  private long credit = ReceiveQueue.WINDOW;

  /**
   * @param tried the operation in words, for messages
   */
  Channel(ChannelKind<S, D> kind, long number, Outbox outbox, String tried) {
    this.kind = kind;
    this.number = number;
    this.outbox = outbox;
    this.tried = tried;
  }

  String tried() {
    return tried;
  }

  // What the connection's reader calls.

  /** Takes a frame of the guest. Returns whether it was the channel's last. */
  boolean accept(Frame frame) throws ProtocolViolationException {
    lock.lock();
    try {
      byte[] payload = frame.payload();
      switch (frame.type()) {
        case STARTED -> started(payload);
        case DATA -> data(payload);
        case EOF -> queue.eof(stream(payload, 1));
        case CREDIT -> credit(payload);
        case GAP -> gap(payload);
        case DONE -> done(payload);
        case ERROR -> outcome = this.<Outcome.Refused<D>>decode(Outcome.Refused::decode, payload);
        case HELLO, REQUEST, CANCEL ->
            throw new ProtocolViolationException(frame.type() + " from a guest");
      }
      changed.signalAll();
      return outcome != null;
    } catch (ProtocolViolationException e) {
      ProtocolViolationException told =
          new ProtocolViolationException(
              frame.type() + " for \"" + tried + "\": " + e.getMessage());
      told.initCause(e);
      throw told;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the channel because the connection has ended. */
  void lost(GuestLostException reason) {
    lock.lock();
    try {
      if (outcome == null) {
        outcome = new Outcome.Lost<>(reason);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private <T> T decode(Decoder<T> decoder, byte[] payload) throws ProtocolViolationException {
    return decoder.all(payload);
  }

  private void started(byte[] payload) throws ProtocolViolationException {
    if (kind.started() == null || started != null) {
      throw new ProtocolViolationException(started == null ? "not expected" : "a second time");
    }
    started = kind.started().all(payload);
    if (onLateStart != null) {
      onLateStart.accept(started);
    }
  }

  private void data(byte[] payload) throws ProtocolViolationException {
    stream(payload, payload.length);
    queue.data(payload);
    if (abandoned) {
      queue.drop();
    }
  }

  private void gap(byte[] payload) throws ProtocolViolationException {
    FieldReader fields = new FieldReader(payload);
    int stream = fields.u8();
    long missing = fields.u64();
    fields.end();
    if (!kind.gaps()) {
      throw new ProtocolViolationException("not expected");
    }
    stream(payload, payload.length);
    queue.gap(stream, missing);
    if (abandoned) {
      queue.drop();
    }
  }

  private void credit(byte[] payload) throws ProtocolViolationException {
    credit += decode(FieldReader::u32, payload);
    if (credit > MOST_CREDIT) {
      throw new ProtocolViolationException("the credit becomes " + credit);
    }
  }

  private void done(byte[] payload) throws ProtocolViolationException {
    requireStarted();
    outcome = new Outcome.Done<>(kind.done().all(payload));
  }

  /** The stream that a payload of an expected length begins with, if the guest may use it now. */
  private int stream(byte[] payload, int length) throws ProtocolViolationException {
    if (payload.length == 0 || payload.length != length) {
      throw new ProtocolViolationException("a payload of " + payload.length + " bytes");
    }
    int stream = payload[0] & 0xff;
    if (!kind.allows(stream)) {
      throw new ProtocolViolationException("not expected on stream " + stream);
    }
    requireStarted();
    return stream;
  }

  private void requireStarted() throws ProtocolViolationException {
    if (kind.started() != null && started == null) {
      throw new ProtocolViolationException("before STARTED");
    }
  }

  // What callers call.

  /** Waits for STARTED. */
  S awaitStarted(Deadline deadline) {
    lock.lock();
    try {
      await(() -> started != null || outcome != null, deadline);
      if (started != null) {
        return started;
      }
      ended(deadline);
      throw new AssertionError("DONE without STARTED was let through");
    } finally {
      lock.unlock();
    }
  }

  /** Waits for DONE. */
  D awaitDone(Deadline deadline) {
    lock.lock();
    try {
      return ended(deadline);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for data. Null at the end of the channel, or of {@code stream}; a channel that ended
   * badly throws after its last data.
   */
  @Nullable Piece next(int stream, Deadline deadline) {
    lock.lock();
    try {
      await(() -> !queue.isEmpty() || outcome != null || queue.hasEnded(stream), deadline);
      Piece piece = queue.take();
      if (piece != null) {
        grant();
      } else if (!queue.hasEnded(stream)) {
        ended(deadline);
      }
      return piece;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends data as the guest grants credit.
   *
   * @param timeout for each wait for credit
   * @return false if the operation has ended well before it took everything
   */
  boolean send(int stream, byte[] from, int offset, int length, Duration timeout) {
    int at = offset;
    while (at < offset + length) {
      Deadline deadline = Deadline.after(timeout);
      int part = awaitCredit(offset + length - at, deadline);
      if (part == 0) {
        return false;
      }
      put(Frame.data(number, stream, from, at, part), part, deadline);
      at += part;
    }
    return true;
  }

  /** Ends a stream of this side. */
  void sendEof(int stream) {
    lock.lock();
    try {
      if (outcome == null && !abandoned) {
        outbox.putNow(Frame.eof(number, stream));
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells the guest that nobody waits any more, unless it has ended. What still arrives is checked
   * and dropped.
   */
  void abandon() {
    abandon(null);
  }

  /**
   * As {@link #abandon()}, and hands over what STARTED says if it has come without the caller's
   * knowledge, or still comes.
   */
  void abandon(@Nullable Consumer<S> lateStart) {
    lock.lock();
    try {
      if (abandoned) {
        return;
      }
      abandoned = true;
      queue.drop();
      changed.signalAll();
      if (lateStart != null && started != null) {
        lateStart.accept(started);
      }
      if (outcome == null) {
        onLateStart = lateStart;
        outbox.putNow(Frame.cancel(number));
      }
    } finally {
      lock.unlock();
    }
  }

  private int awaitCredit(int wanted, Deadline deadline) {
    lock.lock();
    try {
      await(() -> (credit > 0 && !abandoned) || outcome != null, deadline);
      if (outcome != null) {
        ended(deadline);
        return 0;
      }
      int part = (int) Math.min(Math.min(wanted, credit), FrameType.MAX_DATA);
      credit -= part;
      return part;
    } finally {
      lock.unlock();
    }
  }

  /** Puts a frame for which credit was taken, and gives the credit back if it cannot be sent. */
  private void put(Frame frame, int part, Deadline deadline) {
    try {
      outbox.put(frame, deadline, tried);
    } catch (GuestTimeoutException e) {
      lock.lock();
      try {
        credit += part;
      } finally {
        lock.unlock();
      }
      throw e;
    }
  }

  private void grant() {
    long granted = queue.grant();
    if (granted > 0 && outcome == null && !abandoned) {
      outbox.putNow(Frame.credit(number, granted));
    }
  }

  private D ended(Deadline deadline) {
    await(() -> outcome != null, deadline);
    Outcome<D> end = outcome;
    if (end == null) {
      throw new AssertionError("waited for an outcome and found none");
    }
    return end.get(tried);
  }

  private void await(BooleanSupplier condition, Deadline deadline) {
    try {
      while (true) {
        if (condition.getAsBoolean()) {
          return;
        }
        if (abandoned) {
          throw new IllegalStateException(tried + ": closed by this side");
        }
        if (deadline.nanosLeft() <= 0) {
          throw deadline.passed(tried);
        }
        changed.awaitNanos(deadline.nanosLeft());
      }
    } catch (InterruptedException e) {
      throw deadline.interrupted(tried, e);
    }
  }
}
