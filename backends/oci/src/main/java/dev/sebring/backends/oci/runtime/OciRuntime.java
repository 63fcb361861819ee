package dev.sebring.backends.oci.runtime;

import dev.sebring.sandbox.SandboxId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A program that runs containers, with a record directory of this installation's own. Its process 1
 * is what the host sees of a sandbox: with gVisor, the kernel that the sandbox's programs run on.
 * Thread-safe.
 */
public sealed interface OciRuntime permits Runc, Runsc {
  /** The program's name, e.g. {@code runc}. */
  String name();

  /** In what it differs from the others on this host. */
  RuntimeTraits traits();

  /**
   * The words for the launcher that make a sandbox and start it.
   *
   * @param descriptors how many of the launcher's its process 1 gets, from descriptor 3 on
   */
  List<String> make(SandboxId id, Path bundle, Path log, int descriptors);

  /** Process 1 of a sandbox as it was recorded, dead or alive, whether it has begun or not. */
  Optional<HostProcess> process(SandboxId id);

  /** Whether it was recorded that process 1 began. */
  boolean hasBegun(SandboxId id);

  /** Whether the record of a sandbox is this runtime's. */
  boolean recorded(SandboxId id);
}
