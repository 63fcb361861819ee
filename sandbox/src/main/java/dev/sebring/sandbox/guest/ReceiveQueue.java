package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.guest.frame.FrameType;
import dev.sebring.sandbox.guest.frame.ProtocolViolationException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Data of one channel that has arrived and is not taken yet, in order, and the credit that the
 * guest has left to send more. It holds at most {@link #WINDOW} data bytes; entries are packed
 * (five bytes before the data of each), and neighbours of one stream joined, so that a guest that
 * sends single bytes cannot make it large either. Not thread-safe: its channel guards it.
 */
final class ReceiveQueue {
  /** Bytes that each side may send before it must wait for credit. */
  static final int WINDOW = 262_144;

  /** More bytes than any log can have; keeps sums of what a guest says far from overflow. */
  static final long MOST_BYTES = 1L << 60;

  private static final int MOST_GAPS = 1024;
  private static final int ENTRY = 5;
  private static final int MOST_IDLE = 1 << 19;
  private static final int IS_GAP = 0x80;

  private ByteBuffer store = ByteBuffer.allocate(0);
  private int head;
  private int tail;
  private int last = -1;
  private int gaps;
  private long ended;
  private long allowed = WINDOW;
  private long taken;
  private long total;

  /** Adds the data of a DATA frame, which begins with its stream byte. */
  void data(byte[] payload) throws ProtocolViolationException {
    int stream = payload[0];
    int length = payload.length - 1;
    requireOpen(stream);
    if (length > allowed) {
      throw new ProtocolViolationException(
          "DATA of " + length + " bytes where the credit is " + allowed);
    }
    count(length);
    allowed -= length;
    if (length == 0) {
      return;
    }
    if (last >= 0 && store.get(last) == stream && lastLength() + length <= FrameType.MAX_DATA) {
      reserve(length);
      store.putInt(last + 1, lastLength() + length);
    } else {
      reserve(ENTRY + length);
      begin(stream, length);
    }
    store.put(tail, payload, 1, length);
    tail += length;
  }

  /** Adds a gap. */
  void gap(int stream, long missing) throws ProtocolViolationException {
    requireOpen(stream);
    if (missing == 0 || missing > MOST_BYTES) {
      throw new ProtocolViolationException("a GAP of " + missing + " bytes");
    }
    count(missing);
    if (last >= 0 && store.get(last) == (byte) (stream | IS_GAP)) {
      store.putLong(last + ENTRY, store.getLong(last + ENTRY) + missing);
      return;
    }
    if (++gaps > MOST_GAPS) {
      throw new ProtocolViolationException(gaps + " GAPs between which nobody has read");
    }
    reserve(ENTRY + Long.BYTES);
    begin(stream | IS_GAP, Long.BYTES);
    store.putLong(tail, missing);
    tail += Long.BYTES;
  }

  /** Notes the end of a stream. */
  void eof(int stream) throws ProtocolViolationException {
    requireOpen(stream);
    ended |= 1L << stream;
  }

  boolean hasEnded(int stream) {
    return (ended >> stream & 1) == 1;
  }

  boolean isEmpty() {
    return head == tail;
  }

  /** Takes the oldest entry, null if there is none. */
  @Nullable Piece take() {
    if (isEmpty()) {
      return null;
    }
    int tag = store.get(head) & 0xff;
    int length = store.getInt(head + 1);
    byte[] bytes = new byte[length];
    store.get(head + ENTRY, bytes);
    if (head == last) {
      last = -1;
    }
    head += ENTRY + length;
    gaps -= (tag & IS_GAP) == 0 ? 0 : 1;
    if (isEmpty() && store.capacity() > MOST_IDLE) {
      drop();
    }
    if ((tag & IS_GAP) != 0) {
      return new Piece(tag & ~IS_GAP, new byte[0], ByteBuffer.wrap(bytes).getLong());
    }
    taken += length;
    return new Piece(tag, bytes, 0);
  }

  /** Credit to grant now: what was taken, once it is half the window; else 0. */
  long grant() {
    if (taken < WINDOW / 2) {
      return 0;
    }
    long granted = taken;
    taken = 0;
    allowed += granted;
    return granted;
  }

  /** Drops everything; no credit will be granted for it. */
  void drop() {
    store = ByteBuffer.allocate(0);
    head = 0;
    tail = 0;
    last = -1;
    gaps = 0;
  }

  private void begin(int tag, int length) {
    last = tail;
    store.put(tail, (byte) tag);
    store.putInt(tail + 1, length);
    tail += ENTRY;
  }

  private int lastLength() {
    return store.getInt(last + 1);
  }

  /** Makes room behind the tail, by moving the entries to the front where that is enough. */
  private void reserve(int more) {
    if (tail + more <= store.capacity()) {
      return;
    }
    int used = tail - head;
    byte[] from = store.array();
    byte[] to = from;
    if (used + more > from.length / 2) {
      to = new byte[Math.max(2 * (used + more), 512)];
    }
    System.arraycopy(from, head, to, 0, used);
    store = ByteBuffer.wrap(to);
    last = last < 0 ? -1 : last - head;
    head = 0;
    tail = used;
  }

  private void requireOpen(int stream) throws ProtocolViolationException {
    if (hasEnded(stream)) {
      throw new ProtocolViolationException("more on stream " + stream + " after its EOF");
    }
  }

  private void count(long bytes) throws ProtocolViolationException {
    total += bytes;
    if (total > MOST_BYTES) {
      throw new ProtocolViolationException("more than " + MOST_BYTES + " bytes in one log");
    }
  }
}
