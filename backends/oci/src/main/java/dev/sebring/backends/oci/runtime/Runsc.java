package dev.sebring.backends.oci.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.sandbox.SandboxId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The runtime {@code runsc}: gVisor, a kernel of the sandbox's own in front of the host's. It takes
 * the addresses of its link over when it begins, so the network must be there before. Thread-safe.
 */
public final class Runsc implements OciRuntime {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Each sandbox has a record directory of its own, and is the only one in it. */
  private static final String CONTAINER = "one";

  private final HostPaths paths;
  private final Cgroups cgroups;
  private final RuntimeTraits traits;

  Runsc(HostPaths paths, Cgroups cgroups) {
    this.paths = paths;
    this.cgroups = cgroups;
    this.traits = RuntimeTraits.of(name());
  }

  @Override
  public String name() {
    return "runsc";
  }

  @Override
  public RuntimeTraits traits() {
    return traits;
  }

  @Override
  public List<String> make(SandboxId id, Path bundle, Path log, int descriptors) {
    List<String> words = new ArrayList<>(List.of(name(), "--root", paths.record(id).toString()));
    words.addAll(List.of("--log", log.toString(), "--log-format", "json"));
    words.addAll(List.of("--platform", "systrap", "--network", "sandbox"));
    // For sudo and ping, as in every sandbox: the capabilities and the rules of the bridge say what
    // they may.
    words.addAll(List.of("--allow-suid", "--net-raw"));
    // Files belong on the sandbox's disk, which has a quota, and not into gVisor's memory.
    words.addAll(List.of("--overlay2", "none", "--gofer-network-namespace", "new"));
    words.addAll(List.of("run", "--detach", "--bundle", bundle.toString(), CONTAINER));
    return words;
  }

  /** It records no start time: a process of that number is ours if it is in the sandbox's group. */
  @Override
  public Optional<HostProcess> process(SandboxId id) {
    long pid = state(id).path("sandbox").path("pid").asLong();
    return cgroups.has(id, pid) ? HostProcess.running(pid) : Optional.empty();
  }

  @Override
  public boolean hasBegun(SandboxId id) {
    return state(id).path("status").asText().equals("running");
  }

  @Override
  public boolean recorded(SandboxId id) {
    return Files.exists(record(id));
  }

  private JsonNode state(SandboxId id) {
    try {
      return MAPPER.readTree(record(id).toFile());
    } catch (IOException absentOrHalfWritten) {
      return MissingNode.getInstance();
    }
  }

  private Path record(SandboxId id) {
    return paths.record(id).resolve(CONTAINER + "_sandbox:" + CONTAINER + ".state");
  }
}
