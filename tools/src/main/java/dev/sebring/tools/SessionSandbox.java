package dev.sebring.tools;

import dev.sebring.api.SandboxState;
import dev.sebring.client.CreateSandboxParams;
import dev.sebring.client.Daytona;
import dev.sebring.client.DaytonaConflictException;
import dev.sebring.client.DaytonaException;
import dev.sebring.client.DaytonaFileNotFoundException;
import dev.sebring.client.DaytonaNotFoundException;
import dev.sebring.client.Sandbox;
import dev.sebring.client.ServerConnection.AtExit;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox of one session: found by its name, made when there is none, started when it is
 * stopped or has died. The lock lets the first of several parallel calls find or make it while the
 * others wait for that one. This class is thread-safe.
 */
final class SessionSandbox {
  private static final Set<SandboxState> RESTING =
      EnumSet.of(SandboxState.STOPPED, SandboxState.ARCHIVED, SandboxState.PAUSED);
  private static final Set<SandboxState> GOING_TO_REST =
      EnumSet.of(SandboxState.STOPPING, SandboxState.ARCHIVING, SandboxState.PAUSING);
  private static final Set<SandboxState> FAILED =
      EnumSet.of(SandboxState.ERROR, SandboxState.BUILD_FAILED);
  private static final Set<SandboxState> LEAVING =
      EnumSet.of(SandboxState.DESTROYING, SandboxState.DESTROYED);

  private final SessionIdentity identity;
  private final ToolsConfig config;
  private final Sandboxes sandboxes;
  private final ReentrantLock finding = new ReentrantLock();
  private volatile @Nullable Workspace workspace;
  private volatile @Nullable String restoredDirectory;
  private final AtomicInteger starts = new AtomicInteger();
  private boolean ended;

  SessionSandbox(
      String sessionId,
      boolean generated,
      String toolkitId,
      ToolsConfig config,
      Sandboxes sandboxes) {
    this.identity = new SessionIdentity(sessionId, generated, toolkitId, config.persistent());
    this.config = config;
    this.sandboxes = sandboxes;
  }

  /**
   * Does something in the sandbox. What a stopped sandbox refused is done once more when it is
   * started.
   *
   * @throws SandboxGone if the sandbox was deleted by someone else; the next use finds or makes
   *     another
   */
  <T> T use(Function<Workspace, T> work) {
    Workspace found = workspace();
    int startsBefore = starts.get();
    try {
      return work.apply(found);
    } catch (DaytonaFileNotFoundException fileOnly) {
      throw fileOnly;
    } catch (DaytonaException e) {
      if (e.statusCode() < 400 || e.statusCode() >= 500 || !wakeUp(found, startsBefore, e)) {
        throw e;
      }
      return work.apply(found);
    }
  }

  /**
   * Starts the sandbox if that is why it refused, or sees that a parallel call has; returns whether
   * to try again.
   */
  private boolean wakeUp(Workspace found, int startsBefore, DaytonaException refused) {
    finding.lock();
    try {
      if (starts.get() != startsBefore) {
        return true;
      }
      found.sandbox().refreshData();
      if (found.sandbox().getState() == SandboxState.STARTED) {
        return false;
      }
      ready(found.sandbox());
      starts.incrementAndGet();
      return true;
    } catch (DaytonaNotFoundException gone) {
      if (workspace == found) {
        workspace = null;
      }
      gone.addSuppressed(refused);
      throw new SandboxGone(
          identity.goneSentence(found.sandbox().getId(), config.sandboxId() != null), gone);
    } finally {
      finding.unlock();
    }
  }

  private Workspace workspace() {
    Workspace known = workspace;
    if (known != null) {
      return known;
    }
    finding.lock();
    try {
      sandboxes.requireOpen();
      if (ended) {
        throw new IllegalStateException(
            "this session is closed; DaytonaTools.session opens it anew");
      }
      Workspace meanwhile = workspace;
      return meanwhile != null ? meanwhile : find();
    } finally {
      finding.unlock();
    }
  }

  private Workspace find() {
    Daytona daytona = sandboxes.daytona();
    Sandbox sandbox =
        config.sandboxId() != null ? given(daytona, config.sandboxId()) : existing(daytona);
    boolean fresh = sandbox == null;
    if (sandbox == null) {
      sandbox = create(daytona);
    }
    ready(sandbox);
    daytona.atExit(
        sandbox,
        config.persistent()
            ? AtExit.STOP
            : config.sandboxId() != null ? AtExit.STOP : AtExit.DELETE);
    Runner runner =
        sandboxes.additions() ? new SebringRunner(sandbox.getProcess()) : new PlainRunner(sandbox);
    Workspace found = new Workspace(sandbox, runner, fresh ? null : restoredDirectory);
    workspace = found;
    return found;
  }

  private static Sandbox given(Daytona daytona, String id) {
    try {
      return daytona.get(id);
    } catch (DaytonaNotFoundException e) {
      throw new SandboxGone(
          "The sandbox "
              + id
              + ", which the user chose with sandboxId, does not exist. No other is made in its"
              + " place: tell the user.",
          e);
    }
  }

  private @Nullable Sandbox existing(Daytona daytona) {
    try {
      Sandbox sandbox = daytona.get(identity.sandboxName());
      identity.requireOwn(sandbox);
      if (LEAVING.contains(sandbox.getState())) {
        return null;
      }
      config.network().enforce(sandbox);
      return sandbox;
    } catch (DaytonaNotFoundException none) {
      return null;
    }
  }

  private Sandbox create(Daytona daytona) {
    if (!config.autoCreateSandbox()) {
      throw new InvalidCall(
          "This session has no sandbox, and autoCreateSandbox is off: the user has to give a"
              + " sandboxId, or switch autoCreateSandbox on. Tell the user.");
    }
    try {
      return daytona.create(params(), config.timeout());
    } catch (DaytonaConflictException taken) {
      Sandbox others = existing(daytona);
      if (others == null) {
        throw taken;
      }
      return others;
    }
  }

  private CreateSandboxParams params() {
    return CreateSandboxParams.builder()
        .name(identity.sandboxName())
        .language(config.sandboxLanguage())
        .user(config.sandboxOsUser())
        .envVars(config.sandboxEnvVars())
        .labels(identity.labels(config.sandboxLabels()))
        .isPublic(config.sandboxPublic())
        .networkBlockAll(config.network().blockAll())
        .networkAllowList(config.network().networks())
        .domainAllowList(config.network().domains())
        .autoStop(config.autoStopInterval())
        .autoDelete(identity.autoDelete())
        .build();
  }

  private void ready(Sandbox sandbox) {
    if (FAILED.contains(sandbox.getState())
        && Boolean.TRUE.equals(sandbox.getData().recoverable())) {
      sandbox.recover(config.timeout());
    }
    if (FAILED.contains(sandbox.getState())) {
      throw new DaytonaException(
          "The sandbox "
              + sandbox.getName()
              + " of this session has failed ("
              + sandbox.getState().wire()
              + ": "
              + sandbox.getData().errorReason()
              + "). The user has to delete it, for example with `sebring sandbox delete "
              + sandbox.getName()
              + "`; the next call then makes a new one");
    }
    if (GOING_TO_REST.contains(sandbox.getState())) {
      sandbox.waitUntilStopped(config.timeout());
    }
    if (RESTING.contains(sandbox.getState())) {
      sandbox.start(config.timeout());
    }
    sandbox.waitUntilStarted(config.timeout());
  }

  @Nullable Sandbox known() {
    Workspace known = workspace;
    return known == null ? null : known.sandbox();
  }

  @Nullable String knownDirectory() {
    Workspace known = workspace;
    return known == null ? restoredDirectory : known.knownDirectory();
  }

  /** The directory to work in if the sandbox is an old one; of a new one it would not exist. */
  void restoreDirectory(String directory) {
    finding.lock();
    try {
      restoredDirectory = directory;
      Workspace known = workspace;
      if (known != null) {
        known.moveTo(known.place().then(directory));
      }
    } finally {
      finding.unlock();
    }
  }

  /** Deletes the sandbox if it is not to outlive its session. */
  void end() {
    finding.lock();
    try {
      ended = true;
      Workspace known = workspace;
      workspace = null;
      sandboxes.forget(this);
      if (known != null && !config.persistent() && config.sandboxId() == null) {
        known.sandbox().delete(config.timeout());
      }
    } catch (DaytonaNotFoundException alreadyGone) {
      return; // what was wanted
    } finally {
      finding.unlock();
    }
  }
}
