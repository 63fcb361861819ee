package dev.sebring.backends.oci.runtime;

import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.backends.oci.host.Trees;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import dev.sebring.sandbox.SandboxId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The OCI runtimes of this host, of which one is for sandboxes whose makers do not say. Each
 * sandbox remembers its own. Thread-safe.
 */
public final class Runtimes {
  /** What can be chosen, the usual one first. */
  public static final List<String> KNOWN = List.of("runc", "runsc");

  private final HostPaths paths;
  private final Map<String, OciRuntime> installed = new LinkedHashMap<>();

  /**
   * @param usual name of one that is installed
   */
  public Runtimes(HostPaths paths, Cgroups cgroups, String usual) {
    this.paths = paths;
    installed.put(usual, open(usual, paths, cgroups));
    for (String name : KNOWN) {
      if (HostCommand.isInstalled(name)) {
        installed.computeIfAbsent(name, missing -> open(missing, paths, cgroups));
      }
    }
  }

  private static OciRuntime open(String name, HostPaths paths, Cgroups cgroups) {
    return switch (name) {
      case "runc" -> new Runc(paths);
      case "runsc" -> new Runsc(paths, cgroups);
      default ->
          throw new BackendException(
              Kind.UNSUPPORTED, "no OCI runtime \"" + name + "\" is known: choose one of " + KNOWN);
    };
  }

  /** Names of the installed ones, the usual one first. */
  public List<String> names() {
    return List.copyOf(installed.keySet());
  }

  /** One by its name; fails if it is not installed. */
  public OciRuntime named(String name) {
    OciRuntime found = installed.get(name);
    if (found == null) {
      throw new BackendException(
          Kind.UNSUPPORTED,
          "the OCI runtime \"" + name + "\" is not installed on this host, which has " + names());
    }
    return found;
  }

  /** The one that has made a sandbox, empty if none has since it was last stopped. */
  public Optional<OciRuntime> of(SandboxId id) {
    return installed.values().stream().filter(runtime -> runtime.recorded(id)).findFirst();
  }

  /** Process 1 of a sandbox, if it runs or is about to. */
  public Optional<HostProcess> process(SandboxId id) {
    return of(id).flatMap(runtime -> runtime.process(id)).filter(HostProcess::isAlive);
  }

  /** Whether process 1 of a sandbox has begun and not ended. */
  public boolean isRunning(SandboxId id) {
    return process(id).isPresent() && of(id).filter(runtime -> runtime.hasBegun(id)).isPresent();
  }

  /**
   * Removes what a runtime keeps of a sandbox that does not run, which is files only. Runc's own
   * {@code delete} does no more but takes 5 ms, and refuses what it has half written itself.
   */
  public void forget(SandboxId id) {
    Trees.removeOurs(paths.record(id));
  }
}
