package dev.sebring.server.lifecycle;

import dev.sebring.sandbox.Backend;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.SandboxState;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestFailure;
import dev.sebring.sandbox.guest.GuestUser;
import dev.sebring.server.lifecycle.LifecycleException.Kind;
import dev.sebring.server.store.SandboxRecord;
import dev.sebring.server.store.SandboxStore;
import dev.sebring.server.store.Tombstone;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * The changes of state, each from the request to its end. Each writes the state on its way to the
 * store before the work and the state reached after it. Thread-safe.
 */
final class Transitions {
  private static final String DIED =
      "its process 1 has ended although nobody stopped the sandbox: it crashed, or was killed or"
          + " shut down from inside or by the host; its files are kept";

  private static final Duration STOP_GRACE = Duration.ofSeconds(3);

  private final Backend backend;
  private final Registry registry;
  private final SandboxEnvironment environment;
  private final Clock clock;

  Transitions(Backend backend, Registry registry, SandboxEnvironment environment, Clock clock) {
    this.backend = backend;
    this.registry = registry;
    this.environment = environment;
    this.clock = clock;
  }

  Instant now() {
    return SandboxStore.storable(clock.instant());
  }

  /** Makes and starts what was just registered, or removes it again. */
  SandboxRecord create(LiveSandbox sandbox) {
    sandbox.transition().lock();
    try {
      requireWanted(sandbox);
      backend.create(environment.spec(sandbox.record()));
      requireWanted(sandbox);
      return comeUp(sandbox);
    } catch (RuntimeException e) {
      abandon(sandbox, e);
      throw e;
    } finally {
      sandbox.transition().unlock();
    }
  }

  private static void requireWanted(LiveSandbox sandbox) {
    SandboxRecord record = sandbox.record();
    if (record.state() instanceof SandboxState.Destroying) {
      throw new LifecycleException(
          Kind.BUSY, States.name(record) + " was deleted while it was being created");
    }
  }

  private void abandon(LiveSandbox sandbox, RuntimeException failure) {
    try {
      sandbox.change(record -> States.destroying(record, now()));
      destroy(sandbox, "it could not be created: " + failure.getMessage());
    } catch (RuntimeException second) {
      failure.addSuppressed(second);
    }
  }

  /** Starts process 1 and waits until the guest has answered. */
  private SandboxRecord comeUp(LiveSandbox sandbox) {
    backend.start(sandbox.id());
    SandboxRecord record = sandbox.record();
    sandbox.guest().lease(lease(record));
    Guest guest = sandbox.guest().answering();
    String workDir =
        record.workDir().isEmpty() ? user(guest, record).home().toString() : record.workDir();
    return sandbox.change(now -> States.started(now.withWorkDir(workDir), now()));
  }

  private static GuestUser user(Guest guest, SandboxRecord record) {
    try {
      return guest.user(record.user());
    } catch (GuestException e) {
      throw new LifecycleException(
          Kind.INVALID,
          "the snapshot "
              + record.snapshot()
              + " has no user \""
              + record.user()
              + "\" ("
              + e.detail()
              + ")",
          e);
    }
  }

  static Duration lease(SandboxRecord record) {
    return record.lifetime().stopAfterIfAny().orElse(Duration.ZERO);
  }

  /**
   * Starts what is stopped, or what failed and may be tried again.
   *
   * @param change the legal transition to {@code Starting}, or none where it is that already
   */
  SandboxRecord start(
      LiveSandbox sandbox, BiFunction<SandboxRecord, Instant, SandboxRecord> change) {
    enter(sandbox);
    try {
      sandbox.change(record -> change.apply(record, now()));
      return comeUp(sandbox);
    } catch (RuntimeException e) {
      if (sandbox.record().state() instanceof SandboxState.Starting) {
        String reason = "it could not be started: " + e.getMessage();
        stopQuietly(sandbox, e);
        sandbox.change(record -> States.failed(record, reason, true, now()));
      }
      throw e;
    } finally {
      sandbox.transition().unlock();
    }
  }

  private void stopQuietly(LiveSandbox sandbox, RuntimeException first) {
    try {
      sandbox.guest().close();
      backend.stop(sandbox.id(), Duration.ZERO);
    } catch (RuntimeException e) {
      first.addSuppressed(e);
    }
  }

  /**
   * Stops it, or deletes it if it is ephemeral.
   *
   * @param force without grace
   * @param stillWanted asked once nothing else can begin: {@code false} leaves it as it is
   */
  SandboxRecord stop(
      LiveSandbox sandbox, boolean force, String cause, BooleanSupplier stillWanted) {
    enter(sandbox);
    try {
      boolean changed =
          sandbox.changeIf(
              stillWanted,
              record -> {
                SandboxRecord stopping = States.stopping(record, now());
                return record.lifetime().ephemeral()
                    ? States.destroying(stopping, now())
                    : stopping;
              });
      if (!changed) {
        return sandbox.record();
      }
      if (sandbox.record().state() instanceof SandboxState.Destroying) {
        return destroy(sandbox, cause + ", and it was ephemeral");
      }
      return goDown(sandbox, force ? Duration.ZERO : STOP_GRACE);
    } finally {
      sandbox.transition().unlock();
    }
  }

  private SandboxRecord goDown(LiveSandbox sandbox, Duration grace) {
    try {
      sandbox.guest().close();
      backend.stop(sandbox.id(), grace);
      return sandbox.change(record -> States.stopped(record, now()));
    } catch (RuntimeException e) {
      String reason = "it could not be stopped: " + e.getMessage();
      sandbox.change(record -> States.failed(record, reason, true, now()));
      throw e;
    }
  }

  /** Deletes it in any state, waiting for a running transition to notice and give up. */
  SandboxRecord delete(LiveSandbox sandbox, String cause) {
    sandbox.change(record -> States.destroying(record, now()));
    sandbox.transition().lock();
    try {
      return destroy(sandbox, cause);
    } finally {
      sandbox.transition().unlock();
    }
  }

  private SandboxRecord destroy(LiveSandbox sandbox, String cause) {
    SandboxRecord record = sandbox.record();
    if (!sandbox.isBuried()) {
      try {
        sandbox.guest().close();
        backend.delete(sandbox.id());
        registry.bury(sandbox, new Tombstone(sandbox.id(), record.name(), cause, now()));
      } catch (RuntimeException e) {
        String reason = "it could not be deleted: " + e.getMessage();
        sandbox.change(now -> now.withState(now.state().toFailed(reason, false), now()));
        throw e;
      }
    }
    return record.withState(new SandboxState.Destroyed(), now());
  }

  /**
   * Looks whether a started sandbox still runs, and if its process 1 has ended, notes that; an
   * ephemeral one is deleted.
   */
  SandboxRecord noteEnd(LiveSandbox sandbox) {
    if (!sandbox.transition().tryLock()) {
      return sandbox.record();
    }
    try {
      if (!(sandbox.record().state() instanceof SandboxState.Started) || runs(sandbox)) {
        return sandbox.record();
      }
      return ended(sandbox);
    } finally {
      sandbox.transition().unlock();
    }
  }

  /**
   * Process 1 of a started sandbox is gone. A guest ends by itself when no host has been connected
   * for the sandbox's auto-stop time, which is a stop; any other end is an error. Whoever calls
   * this holds the transition.
   */
  SandboxRecord ended(LiveSandbox sandbox) {
    sandbox.guest().close();
    if (sandbox.record().lifetime().ephemeral()) {
      sandbox.change(record -> States.destroying(record, now()));
      return destroy(sandbox, "its process 1 had ended, and it was ephemeral");
    }
    boolean unused =
        sandbox.record().lifetime().stopAfterIfAny().stream()
            .anyMatch(time -> sandbox.idle(time, now()));
    SandboxRecord ended =
        sandbox.change(record ->
            unused ? States.stopped(record, now()) : States.failed(record, DIED, true, now()));
    backend.stop(sandbox.id(), Duration.ZERO);
    return ended;
  }

  private static boolean runs(LiveSandbox sandbox) {
    try {
      sandbox.guest().answering();
      return true;
    } catch (BackendException e) {
      return e.kind() != BackendException.Kind.WRONG_STATE
          && e.kind() != BackendException.Kind.NOT_FOUND;
    } catch (GuestFailure e) {
      return true;
    }
  }

  private static void enter(LiveSandbox sandbox) {
    if (!sandbox.transition().tryLock()) {
      throw States.busy(sandbox.record());
    }
  }
}
