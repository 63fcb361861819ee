package dev.sebring.server.lifecycle;

import dev.sebring.sandbox.BackendSandbox;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.server.store.Database;
import dev.sebring.server.store.Lifetime;
import dev.sebring.server.store.SandboxRecord;
import dev.sebring.server.store.SandboxStore;
import dev.sebring.testkit.backend.LocalBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Real guests and a real store, with a clock that a test sets, and what makes a server's sandboxes
 * of them, again and again.
 */
public final class Host implements AutoCloseable {
  final SettableClock clock = new SettableClock();
  final LocalBackend backend;
  final SandboxStore store;
  private final Path directory;
  private final Database database;
  private Sandboxes sandboxes;

  /** A socket's path is short, so the directory is not JUnit's. */
  public Host() throws IOException {
    directory = Files.createTempDirectory("sbr");
    backend = new LocalBackend(directory.resolve("b"));
    database = Database.open(directory.resolve("sebring.db"));
    store = new SandboxStore(database);
    sandboxes = comeBack();
  }

  /** A server's sandboxes as the next server finds them. */
  Sandboxes comeBack() {
    sandboxes =
        new Sandboxes(backend, store, new Snapshots(backend), new SandboxEnvironment("org"), clock);
    sandboxes.reconcile();
    return sandboxes;
  }

  public Sandboxes sandboxes() {
    return sandboxes;
  }

  public SandboxRecord create(UnaryOperator<Lifetime> lifetime) {
    return sandboxes.create(asked("box", lifetime.apply(Lifetime.DEFAULT)));
  }

  static NewSandbox asked(String name, Lifetime lifetime) {
    return new NewSandbox(
        name,
        "default",
        null,
        Map.of(),
        Map.of(),
        false,
        "local",
        Resources.DEFAULT,
        NetworkPolicy.PUBLIC,
        lifetime,
        null);
  }

  boolean runs(SandboxId id) {
    return backend.list().contains(new BackendSandbox(id, BackendSandbox.Condition.RUNNING));
  }

  /** Kills process 1 of a sandbox, as the host's kernel may. Returns when it is gone. */
  void kill(SandboxId id) throws IOException {
    String pid = Files.readString(directory.resolve("b/sandboxes/" + id + "/process"));
    ProcessHandle guest = ProcessHandle.of(Long.parseLong(pid.split(" ")[0])).orElseThrow();
    guest.destroyForcibly();
    guest.onExit().join();
  }

  boolean exists(SandboxId id) {
    return backend.list().stream().anyMatch(found -> found.id().equals(id));
  }

  @Override
  public void close() throws IOException {
    sandboxes.close();
    backend.list().forEach(found -> backend.delete(found.id()));
    database.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
