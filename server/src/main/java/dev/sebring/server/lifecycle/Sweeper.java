package dev.sebring.server.lifecycle;

import dev.sebring.sandbox.Backend;
import dev.sebring.sandbox.BackendSandbox;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.SandboxState;
import dev.sebring.server.store.Desired;
import dev.sebring.server.store.Lifetime;
import dev.sebring.server.store.SandboxRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops and deletes sandboxes whose time has come, notes those whose processes have ended by
 * themselves, tries deletions again that failed, and writes activity to the store. Thread-safe.
 */
public final class Sweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Backend backend;
  private final Registry registry;
  private final Transitions transitions;
  private @Nullable ScheduledExecutorService timer;

  Sweeper(Backend backend, Registry registry, Transitions transitions) {
    this.backend = backend;
    this.registry = registry;
    this.transitions = transitions;
  }

  /** Sweeps again and again, each time so long after the last one has ended. */
  public synchronized void start(Duration period) {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("sebring-sweeper").factory());
    started.scheduleWithFixedDelay(
        this::sweepAndLog, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    timer = started;
  }

  private void sweepAndLog() {
    try {
      sweep();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("sweeping failed and is tried again");
    }
  }

  /** Does once what is due now, all sandboxes side by side. Returns when it is done. */
  public void sweep() {
    Set<SandboxId> running =
        backend.list().stream()
            .filter(BackendSandbox::running)
            .map(BackendSandbox::id)
            .collect(Collectors.toSet());
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      for (LiveSandbox sandbox : registry.all()) {
        each.execute(() -> sweepAndLog(sandbox, running.contains(sandbox.id())));
      }
    }
  }

  private void sweepAndLog(LiveSandbox sandbox, boolean running) {
    try {
      sweep(sandbox, running);
    } catch (LifecycleException e) {
      LOG.atDebug().setCause(e).addKeyValue("sandbox", sandbox.id()).log("a sandbox is busy");
    } catch (RuntimeException e) {
      LOG.atWarn()
          .setCause(e)
          .addKeyValue("sandbox", sandbox.id())
          .log("a sandbox could not be stopped or deleted; tried again at the next sweep");
    }
  }

  private void sweep(LiveSandbox sandbox, boolean running) {
    Instant now = transitions.now();
    sandbox.storeActivity(now);
    if (!running) {
      transitions.noteEnd(sandbox);
    }
    SandboxRecord record = sandbox.record();
    Optional<String> end = whyDelete(record, now);
    if (end.isPresent()) {
      transitions.delete(sandbox, end.get());
      LOG.atInfo().addKeyValue("sandbox", sandbox.id()).log("deleted: {}", end.get());
      return;
    }
    Duration stopAfter = record.lifetime().stopAfter();
    if (stopAfter != null && sandbox.idle(stopAfter, now)) {
      String cause = "nobody had used it for " + minutes(stopAfter) + " (auto-stop)";
      transitions.stop(sandbox, false, cause, () -> sandbox.idle(stopAfter, now));
      LOG.atInfo().addKeyValue("sandbox", sandbox.id()).log("stopped: {}", cause);
    }
  }

  private static Optional<String> whyDelete(SandboxRecord record, Instant now) {
    Lifetime lifetime = record.lifetime();
    if (record.desired() == Desired.DESTROYED && record.state() instanceof SandboxState.Failed) {
      return Optional.of("by request");
    }
    if (lifetime.destroyAt() != null && !lifetime.destroyAt().isAfter(now)) {
      return Optional.of("its time to live was over");
    }
    Instant stoppedAt = record.stoppedAt();
    Duration deleteAfter = lifetime.deleteAfter();
    if (record.state() instanceof SandboxState.Stopped
        && stoppedAt != null
        && deleteAfter != null
        && !stoppedAt.plus(deleteAfter).isAfter(now)) {
      return Optional.of("it had been stopped for " + minutes(deleteAfter) + " (auto-delete)");
    }
    return Optional.empty();
  }

  private static String minutes(Duration time) {
    return time.toMinutes() == 1 ? "1 minute" : time.toMinutes() + " minutes";
  }

  /** Sweeps no more. A sweep that runs is waited for, half a minute at most. */
  @Override
  public synchronized void close() {
    if (timer == null) {
      return;
    }
    timer.shutdown();
    try {
      if (!timer.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        timer.shutdownNow();
      }
    } catch (InterruptedException e) {
      timer.shutdownNow();
      Thread.currentThread().interrupt();
    }
    timer = null;
  }
}
