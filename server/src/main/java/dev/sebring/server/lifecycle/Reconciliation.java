package dev.sebring.server.lifecycle;

import dev.sebring.sandbox.Backend;
import dev.sebring.sandbox.BackendSandbox;
import dev.sebring.sandbox.BackendSandbox.Condition;
import dev.sebring.sandbox.Leftover;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.SandboxState;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestFailure;
import dev.sebring.server.store.Desired;
import dev.sebring.server.store.SandboxRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the host and the store together when a server starts: the one before it may have been
 * killed at any instruction, and the host may have been switched off. What runs stays; what has
 * died meanwhile is an error, and what ended with the host or for lack of use is stopped. What was
 * being deleted, or created for a client that never got an answer, is removed. What has no record
 * is a leftover.
 */
final class Reconciliation {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

  private final Backend backend;
  private final Registry registry;
  private final Transitions transitions;

  Reconciliation(Backend backend, Registry registry, Transitions transitions) {
    this.backend = backend;
    this.registry = registry;
    this.transitions = transitions;
  }

  void run() {
    Map<SandboxId, BackendSandbox> onHost =
        backend.list().stream()
            .collect(Collectors.toMap(BackendSandbox::id, found -> found, (a, b) -> a));
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      for (LiveSandbox sandbox : registry.all()) {
        each.execute(() -> settleAndLog(sandbox, onHost.get(sandbox.id())));
      }
    }
    removeUnknown();
  }

  private void removeUnknown() {
    List<SandboxId> known = registry.all().stream().map(LiveSandbox::id).toList();
    for (Leftover leftover : backend.removeLeftovers(known)) {
      LOG.atInfo()
          .addKeyValue("kind", leftover.kind())
          .addKeyValue("name", leftover.name())
          .log("removed what belongs to no sandbox");
    }
  }

  private void settleAndLog(LiveSandbox sandbox, @Nullable BackendSandbox found) {
    sandbox.transition().lock();
    try {
      settle(sandbox, found);
    } catch (RuntimeException e) {
      LOG.atWarn()
          .setCause(e)
          .addKeyValue("sandbox", sandbox.id())
          .log("a sandbox could not be brought into its state");
      if (!(sandbox.record().state() instanceof SandboxState.Failed)) {
        fail(sandbox, "the server could not bring it into its state: " + e.getMessage(), true);
      }
    } finally {
      sandbox.transition().unlock();
    }
  }

  private void settle(LiveSandbox sandbox, @Nullable BackendSandbox found) {
    SandboxRecord record = sandbox.record();
    if (record.desired() == Desired.DESTROYED) {
      transitions.delete(sandbox, "by request");
      return;
    }
    if (record.state() instanceof SandboxState.Creating) {
      transitions.delete(sandbox, "the server ended while it was being created");
      return;
    }
    if (found == null) {
      if (!(record.state() instanceof SandboxState.Failed)) {
        fail(sandbox, "its files are gone from the host", false);
      }
      return;
    }
    // Whoever changed it last may not have got an answer.
    backend.setNetworkPolicy(sandbox.id(), record.network());
    switch (record.state()) {
      case SandboxState.Started _ -> settleStarted(sandbox, found.condition());
      case SandboxState.Starting _ -> startAnew(sandbox);
      case SandboxState.Stopping _, SandboxState.Stopped _ -> settleStopped(sandbox);
      case SandboxState.Failed _ -> backend.stop(sandbox.id(), Duration.ZERO);
      case SandboxState.Creating _, SandboxState.Destroying _, SandboxState.Destroyed _ -> {}
    }
  }

  private void settleStarted(LiveSandbox sandbox, Condition condition) {
    switch (condition) {
      case RUNNING -> settleRunning(sandbox);
      case ENDED -> transitions.ended(sandbox);
      case STOPPED -> settleStopped(sandbox);
    }
  }

  private void settleRunning(LiveSandbox sandbox) {
    sandbox.guest().lease(Transitions.lease(sandbox.record()));
    try {
      releaseCalls(sandbox.guest().answering());
    } catch (GuestFailure e) {
      backend.stop(sandbox.id(), Duration.ZERO);
      fail(sandbox, "it did not answer when the server came back: " + e.getMessage(), true);
    }
  }

  /** Their callers went with the server before; they run on, and nobody will ask for their logs. */
  private static void releaseCalls(Guest guest) {
    guest.processes().stream()
        .filter(process -> process.kept() && process.label().equals(Usage.CALL))
        .forEach(process -> guest.release(process.id()));
  }

  /**
   * A start of which nobody was told the end may have come to any step: its process 1 may run
   * without a network.
   */
  private void startAnew(LiveSandbox sandbox) {
    backend.stop(sandbox.id(), Duration.ZERO);
    transitions.start(sandbox, (record, now) -> record);
  }

  private void settleStopped(LiveSandbox sandbox) {
    backend.stop(sandbox.id(), Duration.ZERO);
    if (sandbox.record().lifetime().ephemeral()) {
      transitions.delete(sandbox, "its processes had ended, and it was ephemeral");
      return;
    }
    sandbox.change(record -> States.stopped(record, transitions.now()));
  }

  private void fail(LiveSandbox sandbox, String reason, boolean recoverable) {
    sandbox.change(record -> States.failed(record, reason, recoverable, transitions.now()));
  }
}
