package dev.sebring.backends.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.backends.oci.runtime.Cgroups;
import dev.sebring.backends.oci.runtime.HostProcess;
import dev.sebring.backends.oci.runtime.Runtimes;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.Progress;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.SandboxSpec;
import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.sandbox.guest.SpawnRequest;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sandboxes of one test on one installation. Closing deletes them and the installation. */
public final class Boxes implements AutoCloseable {
  public static final Duration LONG = Duration.ofMinutes(2);

  private final TestHome home = new TestHome();
  private final List<SandboxId> made = new ArrayList<>();
  private OciBackend backend = home.open();

  public Boxes() {
    backend.prepare("default", Progress.NONE);
  }

  public OciBackend backend() {
    return backend;
  }

  /** The state directory. */
  public Path directory() {
    return home.directory();
  }

  TestHome home() {
    return home;
  }

  /** As after a restart of the server. */
  void reopen() {
    backend.close();
    backend = home.open();
  }

  /** What the caller makes itself is deleted in the end too. */
  void willMake(Collection<SandboxId> ids) {
    made.addAll(ids);
  }

  /** A new sandbox that runs. */
  public SandboxId start(Resources resources, NetworkPolicy policy) {
    SandboxId id = SandboxId.random();
    made.add(id);
    backend.create(new SandboxSpec(id, "default", Map.of(), resources, policy));
    backend.start(id);
    return id;
  }

  public SandboxId start() {
    return start(Resources.DEFAULT, NetworkPolicy.PUBLIC);
  }

  /** What a script of the user's prints, both streams, and {@code [exit N]} if N is not 0. */
  public String run(SandboxId id, String script) {
    return runAs("daytona", id, script);
  }

  public String runAs(String user, SandboxId id, String script) {
    SpawnRequest request =
        SpawnRequest.builder("bash", "-c", script).mergeOutput().user(user).build();
    try (Guest guest = Guest.connect(backend.connect(id, LONG), LONG);
        GuestProcess process = guest.spawn(request)) {
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      for (Optional<ProcessOutput> next = process.next(LONG);
          next.isPresent();
          next = process.next(LONG)) {
        if (next.get() instanceof ProcessOutput.Bytes(Descriptor from, byte[] bytes)) {
          output.writeBytes(bytes);
        }
      }
      int code = process.waitFor(LONG).shellCode();
      return output.toString(UTF_8) + (code == 0 ? "" : "[exit " + code + "]");
    }
  }

  /** Where a sandbox's guest listens. */
  Path socket(SandboxId id) {
    return new HostPaths(home.directory(), home.installation()).socket(id);
  }

  /** Process 1 as the host sees it. */
  public HostProcess process(SandboxId id) {
    HostPaths paths = new HostPaths(home.directory(), home.installation());
    return new Runtimes(paths, new Cgroups(paths), "runc").process(id).orElseThrow();
  }

  @Override
  public void close() {
    made.forEach(backend::delete);
    backend.close();
    home.close();
  }
}
