package dev.sebring.server.lifecycle;

import dev.sebring.sandbox.Backend;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.ByteStream;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestFailure;
import dev.sebring.sandbox.guest.GuestLostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to a sandbox's guest, made anew when it was lost. It stays open while the
 * sandbox runs: the guest's lease begins to run out when it is gone. Thread-safe.
 */
final class GuestLink {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration PING_TIMEOUT = Duration.ofSeconds(10);

  private final Backend backend;
  private final SandboxId id;
  private final ReentrantLock connecting = new ReentrantLock();
  private volatile @Nullable Guest guest;
  private volatile Duration lease = Duration.ZERO;

  GuestLink(Backend backend, SandboxId id) {
    this.backend = backend;
    this.id = id;
  }

  /**
   * A guest whose connection has not ended as far as is known here. Nothing is asked of it: should
   * it be gone, the call that it is wanted for tells.
   *
   * @throws BackendException with {@code WRONG_STATE} if the sandbox does not run
   * @throws GuestFailure if it runs and does not answer to a new connection
   */
  Guest connected() {
    Guest current = guest;
    if (current != null && !current.isLost()) {
      return current;
    }
    if (current != null) {
      forget(current);
    }
    return connect();
  }

  /**
   * A guest that has just answered.
   *
   * @throws BackendException with {@code WRONG_STATE} if the sandbox does not run
   * @throws GuestFailure if it runs and does not answer
   */
  Guest answering() {
    Guest current = connected();
    try {
      current.ping(PING_TIMEOUT);
      return current;
    } catch (GuestLostException e) {
      forget(current);
      return connect();
    }
  }

  /** What it has written to its disk, where its own file system does not tell. */
  Optional<ByteSize> diskUsed() {
    return backend.diskUsed(id);
  }

  private Guest connect() {
    connecting.lock();
    try {
      Guest current = guest;
      if (current != null) {
        return current;
      }
      ByteStream stream = backend.connect(id, CONNECT_TIMEOUT);
      Guest connected = Guest.connect(stream, CALL_TIMEOUT);
      try {
        connected.ping(PING_TIMEOUT);
        connected.lease(lease);
      } catch (GuestFailure e) {
        connected.close();
        throw e;
      }
      guest = connected;
      return connected;
    } finally {
      connecting.unlock();
    }
  }

  /**
   * How long the guest lives on without any host; zero: for ever. Told now if it is connected, and
   * at each later connection.
   */
  void lease(Duration time) {
    lease = time;
    Guest current = guest;
    if (current != null) {
      try {
        current.lease(time);
      } catch (GuestLostException e) {
        forget(current);
      }
    }
  }

  void close() {
    Guest current = guest;
    if (current != null) {
      forget(current);
    }
  }

  private void forget(Guest lost) {
    connecting.lock();
    try {
      if (guest == lost) {
        guest = null;
      }
    } finally {
      connecting.unlock();
    }
    lost.close();
  }
}
