package dev.sebring.server.lifecycle;

import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestFailure;
import dev.sebring.server.lifecycle.LifecycleException.Kind;
import dev.sebring.server.store.SandboxRecord;
import java.util.Optional;

/** One use of a running sandbox, which counts as activity until it is closed. Thread-safe. */
public final class Usage implements AutoCloseable {
  /**
   * Label of a process whose log the guest keeps for one caller, who is gone when the server is.
   */
  public static final String CALL = "call";

  private final LiveSandbox sandbox;
  private final Transitions transitions;
  private final SandboxRecord record;
  private final boolean activity;

  Usage(LiveSandbox sandbox, Transitions transitions, boolean activity) {
    this.sandbox = sandbox;
    this.transitions = transitions;
    this.activity = activity;
    this.record = sandbox.beginCall(transitions.now(), activity);
  }

  /** The sandbox as it was when the use began. */
  public SandboxRecord sandbox() {
    return record;
  }

  /**
   * The sandbox's guest; not to be closed.
   *
   * @throws LifecycleException if the sandbox has stopped since, or does not answer to a new
   *     connection
   */
  public Guest guest() {
    States.requireStarted(sandbox.record());
    try {
      return sandbox.guest().connected();
    } catch (BackendException e) {
      transitions.noteEnd(sandbox);
      States.requireStarted(sandbox.record());
      throw e;
    } catch (GuestFailure e) {
      throw new LifecycleException(
          Kind.UNREACHABLE,
          States.name(record)
              + " does not answer ("
              + e.getMessage()
              + "): its programs may have taken all of its "
              + record.resources().cpus()
              + " CPUs or "
              + record.resources().memory()
              + " of memory; try again, or stop and start it, which ends them and keeps the files",
          e);
    }
  }

  /** What it has written to its disk, where its own file system does not tell. */
  public Optional<ByteSize> diskUsed() {
    return sandbox.guest().diskUsed();
  }

  @Override
  public void close() {
    sandbox.endCall(transitions.now(), activity);
  }
}
