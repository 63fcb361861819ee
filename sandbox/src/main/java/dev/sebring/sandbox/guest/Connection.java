package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.ByteStream;
import dev.sebring.sandbox.guest.frame.FieldWriter;
import dev.sebring.sandbox.guest.frame.Frame;
import dev.sebring.sandbox.guest.frame.FrameReader;
import dev.sebring.sandbox.guest.frame.FrameType;
import dev.sebring.sandbox.guest.frame.FrameWriter;
import dev.sebring.sandbox.guest.frame.Hello;
import dev.sebring.sandbox.guest.frame.ProtocolViolationException;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The channels of one byte stream: one thread reads frames and hands them to their channels, one
 * sends. The first failure ends it, for every channel. Thread-safe.
 */
final class Connection {
  private static final int MOST_CHANNELS = 1024;
  private static final long LAST_NUMBER = 0xffff_ffffL;
  private static final String GREETING = "greet the guest";

  private final ByteStream stream;
  private final Outbox outbox = new Outbox();
  private final Map<Long, Channel<?, ?>> channels = new ConcurrentHashMap<>();
  private final Semaphore slots = new Semaphore(MOST_CHANNELS);
  private final AtomicLong lastNumber = new AtomicLong();
  private final AtomicReference<@Nullable GuestLostException> lost = new AtomicReference<>();
  private final CompletableFuture<Hello> hello = new CompletableFuture<>();

  private Connection(ByteStream stream) {
    this.stream = stream;
  }

  /** Greets the guest. Closes the stream if that fails. */
  static Connection open(ByteStream stream, Deadline deadline) {
    Connection connection = new Connection(stream);
    connection.outbox.putNow(Hello.ofHost());
    Thread.ofVirtual().name("guest-reader").start(connection::read);
    Thread.ofVirtual().name("guest-writer").start(connection::write);
    try {
      connection.awaitHello(deadline);
    } catch (GuestFailure e) {
      connection.fail(new GuestLostException("the guest was never greeted", e));
      throw e;
    }
    return connection;
  }

  Hello hello() {
    return hello.join();
  }

  boolean isLost() {
    return lost.get() != null;
  }

  /**
   * Sends a request. The caller waits on the channel that it gets, and abandons it when it gives
   * up.
   */
  <S, D> Channel<S, D> request(
      ChannelKind<S, D> kind, FieldWriter fields, String tried, Deadline deadline) {
    if (fields.size() >= FrameType.MAX_REQUEST) {
      throw new GuestException(
          tried,
          Errno.E2BIG,
          "request",
          fields.size()
              + " bytes, more than one request can carry ("
              + FrameType.MAX_REQUEST
              + ")");
    }
    awaitSlot(tried, deadline);
    long number = lastNumber.incrementAndGet();
    Channel<S, D> channel = new Channel<>(kind, number, outbox, tried);
    channels.put(number, channel);
    if (number >= LAST_NUMBER) {
      fail(new GuestLostException("the connection has used up its numbers; connect again", null));
    }
    GuestLostException reason = lost.get();
    if (reason != null) {
      end(number);
      channel.lost(reason);
      return channel;
    }
    try {
      outbox.put(Frame.request(number, kind.operation(), fields), deadline, tried);
    } catch (GuestFailure e) {
      end(number);
      throw e;
    }
    return channel;
  }

  /** Ends everything, for the given reason if it is the first. */
  void fail(GuestLostException reason) {
    if (!lost.compareAndSet(null, reason)) {
      return;
    }
    try {
      stream.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
    outbox.close();
    hello.completeExceptionally(reason);
    for (Map.Entry<Long, Channel<?, ?>> entry : channels.entrySet()) {
      entry.getValue().lost(reason);
      end(entry.getKey());
    }
  }

  /** Ends everything because of what arrived within a channel's data. */
  GuestLostException violated(String tried, ProtocolViolationException e) {
    GuestLostException reason = violation(e);
    fail(reason);
    return new GuestLostException(tried + ": " + reason.getMessage(), reason);
  }

  private static GuestLostException violation(ProtocolViolationException e) {
    return new GuestLostException(
        "the guest broke the protocol, and the connection was closed: " + e.getMessage(), e);
  }

  private void awaitHello(Deadline deadline) {
    try {
      hello.get(Math.max(0, deadline.nanosLeft()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw deadline.passed(GREETING);
    } catch (InterruptedException e) {
      throw deadline.interrupted(GREETING, e);
    } catch (ExecutionException e) {
      throw new GuestLostException(
          GREETING + ": " + Objects.requireNonNull(lost.get()).getMessage(), e);
    }
  }

  private void awaitSlot(String tried, Deadline deadline) {
    try {
      if (!slots.tryAcquire(Math.max(0, deadline.nanosLeft()), TimeUnit.NANOSECONDS)) {
        throw new GuestTimeoutException(
            tried + ": " + MOST_CHANNELS + " operations on this sandbox are open; close some",
            null);
      }
    } catch (InterruptedException e) {
      throw deadline.interrupted(tried, e);
    }
  }

  private void end(long number) {
    if (channels.remove(number) != null) {
      slots.release();
    }
  }

  private void read() {
    try {
      FrameReader reader = new FrameReader(stream.input());
      for (Frame frame = reader.read(); frame != null; frame = reader.read()) {
        if (hello.isDone()) {
          dispatch(frame);
        } else {
          hello.complete(Hello.decode(frame));
        }
      }
      fail(
          new GuestLostException(
              "the guest closed the connection; has its sandbox stopped?", null));
    } catch (ProtocolViolationException e) {
      fail(violation(e));
    } catch (IOException e) {
      fail(new GuestLostException("the connection to the guest broke: " + e.getMessage(), e));
    } catch (RuntimeException | Error e) {
      fail(new GuestLostException("reading from the guest failed: " + e, e));
    }
  }

  private void write() {
    try {
      outbox.sendAll(new FrameWriter(stream.output()));
    } catch (IOException | InterruptedException e) {
      fail(new GuestLostException("the connection to the guest broke: " + e.getMessage(), e));
    } catch (RuntimeException | Error e) {
      fail(new GuestLostException("writing to the guest failed: " + e, e));
    }
  }

  private void dispatch(Frame frame) throws ProtocolViolationException {
    if (frame.type() == FrameType.HELLO) {
      throw new ProtocolViolationException("a second HELLO");
    }
    Channel<?, ?> channel = channels.get(frame.channel());
    if (channel == null) {
      boolean used = frame.channel() <= lastNumber.get();
      throw new ProtocolViolationException(
          frame.type()
              + " on channel "
              + frame.channel()
              + (used ? ", which has ended" : ", which this host has not opened"));
    }
    if (channel.accept(frame)) {
      end(frame.channel());
    }
  }
}
