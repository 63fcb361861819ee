package dev.sebring.backends.oci.runtime;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sebring.backends.oci.host.IdRange;
import dev.sebring.backends.oci.host.PackedFiles;
import dev.sebring.backends.oci.runtime.RuntimeTraits.UserNamespace;
import dev.sebring.backends.oci.seccomp.SeccompProfile;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.SandboxId;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the runtime is told about one sandbox: the {@code config.json} of the OCI runtime
 * specification 1.0.2. What is the same for all sandboxes stands in the resource of that name; this
 * adds what differs. Immutable and thread-safe.
 *
 * @param env complete environment of process 1
 * @param scratch where the launcher mounts {@code rootfs}, {@code ns-user} and {@code ns-net}
 * @param cgroup path of the sandbox's group in every hierarchy
 * @param shares how many groups for programs process 1 is handed, from descriptor 4 on
 * @param systemCalls the {@code linux.seccomp} object
 */
public record RuntimeConfig(
    SandboxId id,
    Map<String, String> env,
    Resources resources,
    IdRange ids,
    Path scratch,
    String cgroup,
    int shares,
    RuntimeTraits traits,
    ObjectNode systemCalls) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String TEMPLATE =
      PackedFiles.readText("/dev/sebring/backends/oci/runtime/config.json");
  private static final int CPU_PERIOD_US = 100_000;
  private static final String GUEST = "/usr/lib/sebring/guest";
  private static final int OWN_KERNEL_THREADS = 1_000;
  private static final int STUBS_OF_A_PROCESS = 4;
  private static final int LEAST_CPU_QUOTA_US = 1_000;
  private static final int GUEST_PROCESSES = 64;
  private static final int FIRST_SHARE = 4;

  public RuntimeConfig {
    requireNonNull(id, "id");
    env = Map.copyOf(env);
    requireNonNull(resources, "resources");
    requireNonNull(ids, "ids");
    requireNonNull(scratch, "scratch");
    requireNonNull(cgroup, "cgroup");
    requireNonNull(traits, "traits");
    systemCalls = systemCalls.deepCopy();
  }

  /** The system calls that sandboxes may make, for {@code systemCalls}: the same for all. */
  public static ObjectNode systemCalls(RuntimeTraits traits) {
    Set<String> held = new HashSet<>();
    template().at("/process/capabilities/bounding").forEach(name -> held.add(name.asText()));
    return SeccompProfile.render(SeccompProfile.SYSTEM_LIST, held, traits.architecture());
  }

  private static ObjectNode template() {
    try {
      return (ObjectNode) MAPPER.readTree(TEMPLATE);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the template of config.json is broken", e);
    }
  }

  /** The text of the file. */
  public String toJson() {
    ObjectNode config = template();
    config.put("hostname", id.value());
    ((ObjectNode) config.get("root")).put("path", scratch.resolve("rootfs").toString());
    setProcess((ObjectNode) config.get("process"));
    setSharedMemory((ArrayNode) config.get("mounts"));
    ObjectNode linux = (ObjectNode) config.get("linux");
    linux.put("cgroupsPath", cgroup);
    linux.set("seccomp", systemCalls);
    setNamespaces(linux);
    setLimits((ObjectNode) linux.get("resources"));
    return config.toString();
  }

  private void setProcess(ObjectNode process) {
    ArrayNode arguments = (ArrayNode) process.get("args");
    if (traits.ownKernel()) {
      arguments.removeAll().add(GUEST).add("serve").add("--receive-fd").add("0");
    }
    arguments.add("--processes").add(Integer.toString(resources.processes()));
    for (int i = 0; i < shares; i++) {
      arguments.add("--share-fd").add(Integer.toString(FIRST_SHARE + i));
    }
    ArrayNode variables = process.putArray("env");
    env.forEach((name, value) -> variables.add(name + "=" + value));
    ObjectNode capabilities = (ObjectNode) process.get("capabilities");
    for (String set : List.of("effective", "permitted")) {
      capabilities.set(set, capabilities.get("bounding").deepCopy());
    }
  }

  /** Half of the memory at most: what programs leave there counts as theirs. */
  private void setSharedMemory(ArrayNode mounts) {
    for (var mount : mounts) {
      if (mount.get("destination").asText().equals("/dev/shm")) {
        ((ArrayNode) mount.get("options")).add("size=" + resources.memory().bytes() / 2);
      }
    }
  }

  private void setNamespaces(ObjectNode linux) {
    ArrayNode namespaces = linux.putArray("namespaces");
    for (String type : List.of("pid", "mount", "uts", "ipc", "cgroup")) {
      namespaces.addObject().put("type", type);
    }
    ObjectNode user = namespaces.addObject().put("type", "user");
    if (traits.ids() != UserNamespace.MADE) {
      user.put("path", scratch.resolve("ns-user").toString());
    }
    namespaces.addObject().put("type", "network").put("path", scratch.resolve("ns-net").toString());
    if (traits.ids() != UserNamespace.JOINED) {
      for (String kind : List.of("uidMappings", "gidMappings")) {
        linux
            .putArray(kind)
            .addObject()
            .put("containerID", 0)
            .put("hostID", ids.base())
            .put("size", ids.count());
      }
    }
  }

  private void setLimits(ObjectNode limits) {
    long memory = resources.memory().bytes();
    ObjectNode ofMemory = limits.putObject("memory").put("limit", memory);
    if (traits.hostCountsSwap()) {
      ofMemory.put("swap", memory);
    }
    long quota = Math.max(LEAST_CPU_QUOTA_US, Math.round(resources.cpus() * CPU_PERIOD_US));
    limits.putObject("cpu").put("quota", quota).put("period", CPU_PERIOD_US);
    limits.putObject("pids").put("limit", threadsOnHost());
  }

  /**
   * The guest itself limits the processes of each user, so that it is left out. This is for who has
   * many users: twice the limit, for the guest has at most one supervisor for each program, and its
   * own. A kernel of the runtime's own needs threads, and a few stubs for each process, and would
   * be stopped where a program should be.
   */
  private long threadsOnHost() {
    return traits.ownKernel()
        ? OWN_KERNEL_THREADS + (long) STUBS_OF_A_PROCESS * resources.processes()
        : 2L * resources.processes() + GUEST_PROCESSES;
  }
}
