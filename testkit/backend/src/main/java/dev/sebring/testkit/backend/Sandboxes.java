package dev.sebring.testkit.backend;

import dev.sebring.sandbox.Backend;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.Progress;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.SandboxSpec;
import dev.sebring.sandbox.guest.Guest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The sandboxes of one test, on the backend under test. All are deleted in the end. Not
 * thread-safe.
 */
public final class Sandboxes implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(60);

  private final Supplier<Backend> opener;
  private final String snapshot;
  private final Predicate<Promise> promises;
  private final List<SandboxId> created = new ArrayList<>();
  private final List<Guest> guests = new ArrayList<>();
  private @Nullable Backend backend;

  Sandboxes(Supplier<Backend> opener, String snapshot, Predicate<Promise> promises) {
    this.opener = opener;
    this.snapshot = snapshot;
    this.promises = promises;
  }

  void open() {
    backend = opener.get();
    backend.prepare(snapshot, Progress.NONE);
  }

  /** Closes the backend and opens another object on its state. */
  void reopen() {
    backend().close();
    open();
  }

  Backend backend() {
    return Objects.requireNonNull(backend, "backend");
  }

  /** Name of the snapshot's user. */
  String user() {
    return backend().prepare(snapshot, Progress.NONE).user();
  }

  /** The sandboxes of this test so far. */
  List<SandboxId> created() {
    return created;
  }

  SandboxSpec spec(Map<String, String> env) {
    return new SandboxSpec(
        SandboxId.random(), snapshot, env, Resources.DEFAULT, NetworkPolicy.BLOCKED);
  }

  SandboxId create() {
    return create(spec(Map.of()));
  }

  SandboxId create(SandboxSpec spec) {
    created.add(spec.id());
    backend().create(spec);
    return spec.id();
  }

  /** A new sandbox that runs. */
  SandboxId start() {
    SandboxId id = create();
    backend().start(id);
    return id;
  }

  /** A new connection. */
  Guest connect(SandboxId id) {
    Guest guest = Guest.connect(backend().connect(id, LONG), LONG);
    guests.add(guest);
    return guest;
  }

  /** A connection to a new sandbox that runs. */
  Guest startAndConnect() {
    return connect(start());
  }

  boolean isRunning(SandboxId id) {
    return backend().list().stream()
        .anyMatch(sandbox -> sandbox.id().equals(id) && sandbox.running());
  }

  /** Goes on with the test only if the backend promises this; otherwise says what is not tested. */
  void assume(Promise promise) {
    if (!promises.test(promise)) {
      String skipped = "NOT TESTED on the backend " + backend().name() + ": " + promise.text();
      System.out.println(skipped);
      Assumptions.abort(skipped);
    }
  }

  @Override
  public void close() {
    guests.forEach(Guest::close);
    guests.clear();
    Backend open = backend();
    created.forEach(open::delete);
    created.clear();
    open.close();
  }
}
