package dev.sebring.sandbox;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A place to run sandboxes. It provides a life cycle and a byte stream to the guest, process 1 of
 * each sandbox; everything else (commands, files, code) goes through that stream.
 *
 * <p>A backend keeps what it needs to find its sandboxes again on the host, not in memory: a new
 * object on the same state directory sees them all, also after {@code kill -9}. It never touches
 * what carries another {@link InstallationId}.
 *
 * <p>Every method blocks until it is done, may be called from many threads, also for the same
 * sandbox (calls for one sandbox wait for each other), and throws {@link BackendException}. A
 * method that fails leaves nothing half made that {@link #delete} would not remove. Thread-safe.
 */
public interface Backend extends AutoCloseable {
  /** For people and logs, e.g. {@code oci}. */
  String name();

  /**
   * By what a sandbox can be run here, the usual one first: names that a {@link SandboxSpec} may
   * give. Empty if there is no choice.
   */
  default List<String> runtimes() {
    return List.of();
  }

  /**
   * Makes a snapshot ready to create sandboxes from, which may take minutes the first time and next
   * to nothing later.
   *
   * @throws BackendException with {@code NOT_FOUND} if there is no such snapshot, {@code
   *     UNSUPPORTED} if this host cannot build it
   */
  SnapshotConfig prepare(String snapshot, Progress progress);

  /**
   * Makes a sandbox, its disk included, stopped.
   *
   * @throws BackendException with {@code WRONG_STATE} if the id exists already, {@code UNSUPPORTED}
   *     if this host does not have the runtime
   */
  void create(SandboxSpec spec);

  /**
   * Starts process 1. Returns when the guest accepts connections. Does nothing if it runs already.
   */
  void start(SandboxId id);

  /**
   * Ends every process of the sandbox and keeps its files. Does nothing if it is stopped already.
   *
   * @param grace how long its processes have between SIGTERM and SIGKILL; zero: none
   */
  void stop(SandboxId id, Duration grace);

  /**
   * Removes a sandbox and all that belongs to it, in any state, half made or half removed. Does
   * nothing if there is none.
   */
  void delete(SandboxId id);

  /**
   * A new stream to the guest, which may serve several.
   *
   * @throws BackendException with {@code WRONG_STATE} if the sandbox does not run
   */
  ByteStream connect(SandboxId id, Duration timeout);

  /** Changes the policy of a sandbox, at once if it runs. */
  void setNetworkPolicy(SandboxId id, NetworkPolicy policy);

  /**
   * What a sandbox has written to its disk, where its own file system does not tell; empty where it
   * does.
   */
  default Optional<ByteSize> diskUsed(SandboxId id) {
    return Optional.empty();
  }

  /** Every sandbox of this installation that the host knows, in no particular order. */
  List<BackendSandbox> list();

  /**
   * What carries this installation's id on the host and belongs to none of {@code known}. Reads
   * only.
   */
  List<Leftover> leftovers(Collection<SandboxId> known);

  /** Removes what {@link #leftovers} finds, and says what it was. */
  List<Leftover> removeLeftovers(Collection<SandboxId> known);

  /** Lets go of what this object holds (threads, sockets). Sandboxes run on. */
  @Override
  void close();
}
