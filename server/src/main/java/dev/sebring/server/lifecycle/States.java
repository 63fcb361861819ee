package dev.sebring.server.lifecycle;

import dev.sebring.sandbox.SandboxState;
import dev.sebring.server.lifecycle.LifecycleException.Kind;
import dev.sebring.server.store.Desired;
import dev.sebring.server.store.SandboxRecord;
import java.time.Instant;

/**
 * The transitions that are legal from where a sandbox is, or the sentence that says why one is not.
 */
final class States {
  private States() {}

  /** It has come up. */
  static SandboxRecord started(SandboxRecord sandbox, Instant now) {
    SandboxState next =
        switch (sandbox.state()) {
          case SandboxState.Creating creating -> creating.toStarted();
          case SandboxState.Starting starting -> starting.toStarted();
          case SandboxState.Started started -> started;
          case SandboxState.Stopping _,
              SandboxState.Stopped _,
              SandboxState.Failed _,
              SandboxState.Destroying _,
              SandboxState.Destroyed _ ->
              throw new LifecycleException(
                  Kind.BUSY, name(sandbox) + " was deleted while it was being started");
        };
    return sandbox.withState(next, now);
  }

  /** A start was asked for. */
  static SandboxRecord starting(SandboxRecord sandbox, Instant now) {
    SandboxState next =
        switch (sandbox.state()) {
          case SandboxState.Stopped stopped -> stopped.toStarting();
          case SandboxState.Failed failed ->
              throw new LifecycleException(
                  Kind.WRONG_STATE,
                  name(sandbox)
                      + " is in an error state ("
                      + failed.reason()
                      + "): "
                      + (failed.recoverable() ? "recover it first" : "delete it"));
          case SandboxState.Started _,
              SandboxState.Creating _,
              SandboxState.Starting _,
              SandboxState.Stopping _,
              SandboxState.Destroying _,
              SandboxState.Destroyed _ ->
              throw busy(sandbox);
        };
    return sandbox.withDesired(Desired.STARTED).withState(next, now);
  }

  /** A failed start is to be tried again. */
  static SandboxRecord recovering(SandboxRecord sandbox, Instant now) {
    if (sandbox.state() instanceof SandboxState.Failed failed && failed.recoverable()) {
      return sandbox.withDesired(Desired.STARTED).withState(failed.toStarting(), now);
    }
    throw new LifecycleException(
        Kind.WRONG_STATE,
        name(sandbox)
            + " is "
            + sandbox.state().wireName()
            + ", which is not an error to recover from");
  }

  /** A stop was asked for. */
  static SandboxRecord stopping(SandboxRecord sandbox, Instant now) {
    if (sandbox.state() instanceof SandboxState.Started started) {
      return sandbox.withDesired(Desired.STOPPED).withState(started.toStopping(), now);
    }
    throw new LifecycleException(
        Kind.WRONG_STATE,
        name(sandbox) + " is " + sandbox.state().wireName() + ", not in a stoppable state");
  }

  /** Its processes have ended. Changes nothing if it is being deleted by now. */
  static SandboxRecord stopped(SandboxRecord sandbox, Instant now) {
    return switch (sandbox.state()) {
      case SandboxState.Stopping stopping -> sandbox.withState(stopping.toStopped(), now);
      case SandboxState.Started started ->
          sandbox.withDesired(Desired.STOPPED).withState(started.toStopped(), now);
      case SandboxState.Starting starting ->
          sandbox.withDesired(Desired.STOPPED).withState(starting.toStarted().toStopped(), now);
      case SandboxState.Creating _,
          SandboxState.Stopped _,
          SandboxState.Failed _,
          SandboxState.Destroying _,
          SandboxState.Destroyed _ ->
          sandbox;
    };
  }

  /** It is to be deleted, whatever it does now. */
  static SandboxRecord destroying(SandboxRecord sandbox, Instant now) {
    return switch (sandbox.state()) {
      case SandboxState.Destroying _, SandboxState.Destroyed _ -> sandbox;
      case SandboxState state ->
          sandbox.withDesired(Desired.DESTROYED).withState(state.toDestroying(), now);
    };
  }

  /** Something went wrong. Changes nothing if it is being deleted by now. */
  static SandboxRecord failed(
      SandboxRecord sandbox, String reason, boolean recoverable, Instant now) {
    return switch (sandbox.state()) {
      case SandboxState.Destroying _, SandboxState.Destroyed _ -> sandbox;
      case SandboxState state -> sandbox.withState(state.toFailed(reason, recoverable), now);
    };
  }

  /**
   * @throws LifecycleException with what to do if it does not run
   */
  static void requireStarted(SandboxRecord sandbox) {
    switch (sandbox.state()) {
      case SandboxState.Started _ -> {}
      case SandboxState.Stopped _ ->
          throw new LifecycleException(
              Kind.WRONG_STATE,
              name(sandbox)
                  + " is stopped: start it (POST /api/sandbox/"
                  + sandbox.id()
                  + "/start) and try again");
      case SandboxState.Failed failed ->
          throw new LifecycleException(
              Kind.WRONG_STATE,
              name(sandbox)
                  + " is in an error state and does not run: "
                  + failed.reason()
                  + (failed.recoverable()
                      ? "; recover it (POST /api/sandbox/" + sandbox.id() + "/recover) or delete it"
                      : "; delete it"));
      case SandboxState.Destroying _, SandboxState.Destroyed _ ->
          throw new LifecycleException(
              Kind.NOT_FOUND, name(sandbox) + " not found: it has just been deleted");
      case SandboxState.Creating _, SandboxState.Starting _, SandboxState.Stopping _ ->
          throw new LifecycleException(
              Kind.BUSY,
              name(sandbox)
                  + " is "
                  + sandbox.state().wireName()
                  + ": try again when it is started");
    }
  }

  static LifecycleException busy(SandboxRecord sandbox) {
    return new LifecycleException(
        Kind.BUSY,
        "Sandbox state change in progress: "
            + name(sandbox)
            + " is "
            + sandbox.state().wireName()
            + "; wait until it is done and try again");
  }

  /** How errors call it. */
  static String name(SandboxRecord sandbox) {
    return sandbox.name().equals(sandbox.id().value())
        ? "sandbox " + sandbox.id()
        : "sandbox \"" + sandbox.name() + "\" (" + sandbox.id() + ")";
  }
}
