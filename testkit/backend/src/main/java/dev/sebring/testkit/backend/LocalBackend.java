package dev.sebring.testkit.backend;

import dev.sebring.sandbox.Backend;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import dev.sebring.sandbox.BackendSandbox;
import dev.sebring.sandbox.ByteStream;
import dev.sebring.sandbox.Leftover;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.Progress;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.SandboxSpec;
import dev.sebring.sandbox.SnapshotConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Sandboxes without any isolation, for tests: the real guest as a plain process of this host's user
 * in a directory of its own. What runs in such a sandbox can do whatever the user can; limits and
 * network policies are remembered by nobody. Every snapshot name is known and means this host's own
 * programs.
 *
 * <p>The directory is the state: a new object on it finds the same sandboxes, also after {@code
 * kill -9} of the JVM. Its path must be short (some 40 bytes), for the guest's sockets are in it.
 * Thread-safe.
 */
public final class LocalBackend implements Backend {
  private final Path sandboxes;
  private final Path program;
  private final Map<SandboxId, ReentrantLock> locks = new ConcurrentHashMap<>();

  /**
   * @param directory of the state, made if missing
   */
  public LocalBackend(Path directory) {
    sandboxes = directory.toAbsolutePath().resolve("sandboxes");
    program = directory.toAbsolutePath().resolve("guest");
    try {
      Files.createDirectories(sandboxes);
      GuestProgram.installAt(program);
    } catch (IOException e) {
      throw failed("prepare " + directory, e);
    }
  }

  /** {@code local}. */
  @Override
  public String name() {
    return "local";
  }

  /** The user that runs this JVM, and no directory: each sandbox has its own home. */
  @Override
  public SnapshotConfig prepare(String snapshot, Progress progress) {
    progress.at("using this host's own programs", 1);
    return new SnapshotConfig(System.getProperty("user.name"), "");
  }

  @Override
  public void create(SandboxSpec spec) {
    run(spec.id(), "create", sandbox -> sandbox.create(spec));
  }

  @Override
  public void start(SandboxId id) {
    run(id, "start", sandbox -> sandbox.start(program));
  }

  @Override
  public void stop(SandboxId id, Duration grace) {
    run(id, "stop", sandbox -> sandbox.stop(grace));
  }

  @Override
  public void delete(SandboxId id) {
    run(id, "delete", LocalSandbox::delete);
  }

  @Override
  public ByteStream connect(SandboxId id, Duration timeout) {
    try {
      return sandbox(id).connect();
    } catch (IOException e) {
      throw failed("connect to sandbox " + id, e);
    }
  }

  /** Checks that there is such a sandbox, and no more: nothing here holds its traffic. */
  @Override
  public void setNetworkPolicy(SandboxId id, NetworkPolicy policy) {
    run(id, "set the network policy of", LocalSandbox::requireExists);
  }

  @Override
  public List<BackendSandbox> list() {
    List<BackendSandbox> found = new ArrayList<>();
    for (String name : names()) {
      if (SandboxId.isValid(name)) {
        SandboxId id = new SandboxId(name);
        found.add(new BackendSandbox(id, sandbox(id).condition()));
      }
    }
    return found;
  }

  @Override
  public List<Leftover> leftovers(Collection<SandboxId> known) {
    return names().stream()
        .filter(name -> known.stream().noneMatch(id -> id.value().equals(name)))
        .map(name -> new Leftover("directory", sandboxes.resolve(name).toString()))
        .toList();
  }

  @Override
  public List<Leftover> removeLeftovers(Collection<SandboxId> known) {
    List<Leftover> leftovers = leftovers(known);
    for (Leftover leftover : leftovers) {
      try {
        new LocalSandbox(Path.of(leftover.name())).delete();
      } catch (IOException e) {
        throw failed("remove " + leftover.name(), e);
      }
    }
    return leftovers;
  }

  /** Lets go of nothing: it holds nothing. */
  @Override
  public void close() {}

  private LocalSandbox sandbox(SandboxId id) {
    return new LocalSandbox(sandboxes.resolve(id.value()));
  }

  private List<String> names() {
    try (Stream<Path> paths = Files.list(sandboxes)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw failed("list " + sandboxes, e);
    }
  }

  /** What one call does to a sandbox. */
  private interface Step {
    void run(LocalSandbox sandbox) throws IOException;
  }

  private void run(SandboxId id, String tried, Step step) {
    ReentrantLock lock = locks.computeIfAbsent(id, any -> new ReentrantLock());
    lock.lock();
    try {
      step.run(sandbox(id));
    } catch (IOException e) {
      throw failed(tried + " sandbox " + id, e);
    } finally {
      lock.unlock();
    }
  }

  private static BackendException failed(String tried, IOException e) {
    return new BackendException(Kind.FAILED, "could not " + tried + ": " + e.getMessage(), e);
  }
}
