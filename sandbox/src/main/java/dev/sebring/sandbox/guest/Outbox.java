package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.guest.frame.Frame;
import dev.sebring.sandbox.guest.frame.FrameWriter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Frames on their way to the guest, sent by one thread in the order in which they were put. Callers
 * never touch the stream, so that a guest that does not read cannot hold them beyond their
 * deadline. Thread-safe.
 */
final class Outbox {
  private static final long MOST_BYTES = 1 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Frame> frames = new ArrayDeque<>();
  private long bytes;
  private boolean closed;

  /**
   * Puts a frame, waiting for room. A closed outbox drops it: whoever closed it tells the callers.
   */
  void put(Frame frame, Deadline deadline, String tried) {
    lock.lock();
    try {
      while (!closed && bytes > 0 && bytes + frame.payload().length > MOST_BYTES) {
        if (deadline.nanosLeft() <= 0) {
          throw deadline.passed(tried);
        }
        changed.awaitNanos(deadline.nanosLeft());
      }
      add(frame);
    } catch (InterruptedException e) {
      throw deadline.interrupted(tried, e);
    } finally {
      lock.unlock();
    }
  }

  /** Puts a frame of a few bytes of which a channel sends a bounded number: CREDIT, EOF, CANCEL. */
  void putNow(Frame frame) {
    lock.lock();
    try {
      add(frame);
    } finally {
      lock.unlock();
    }
  }

  /** Sends until closed. */
  void sendAll(FrameWriter writer) throws IOException, InterruptedException {
    for (List<Frame> batch = take(); !batch.isEmpty(); batch = take()) {
      long sent = 0;
      for (Frame frame : batch) {
        writer.write(frame);
        sent += frame.payload().length;
      }
      writer.flush();
      made(sent);
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      frames.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void add(Frame frame) {
    if (!closed) {
      frames.add(frame);
      bytes += frame.payload().length;
      changed.signalAll();
    }
  }

  /** All that there is, as soon as there is something; nothing once closed. */
  private List<Frame> take() throws InterruptedException {
    lock.lock();
    try {
      while (!closed && frames.isEmpty()) {
        changed.await();
      }
      List<Frame> batch = new ArrayList<>(frames);
      frames.clear();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void made(long room) {
    lock.lock();
    try {
      bytes -= room;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
