package dev.sebring.backends.oci.seccomp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sebring.sandbox.BackendException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Renders the allow-list that containers-common maintains into the {@code linux.seccomp} object of
 * an OCI runtime configuration, for one set of capabilities and one architecture. That list lets
 * rootless containers nest; a sandbox needs none of it, so what makes namespaces, mounts, keyrings
 * and rings is taken out again, as Docker does for containers without CAP_SYS_ADMIN. Immutable and
 * thread-safe.
 *
 * @see <a
 *     href="https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md#seccomp">OCI
 *     runtime specification, seccomp</a>
 */
public final class SeccompProfile {
  /** Where Debian's golang-github-containers-common puts the list. */
  public static final Path SYSTEM_LIST = Path.of("/usr/share/containers/seccomp.json");

  /** Refused with EPERM although the list allows them. */
  private static final Set<String> REFUSED =
      Set.of(
          "add_key",
          "fsconfig",
          "fsmount",
          "fsopen",
          "fspick",
          "io_uring_enter",
          "io_uring_register",
          "io_uring_setup",
          "keyctl",
          "mount",
          "mount_setattr",
          "move_mount",
          "open_tree",
          "pidfd_getfd",
          "pivot_root",
          "request_key",
          "setns",
          "umount",
          "umount2",
          "unshare");

  /** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET together. */
  private static final long NEW_NAMESPACES = 0x7E020000L;

  /**
   * AF_UNIX, AF_INET, AF_INET6, AF_NETLINK and AF_PACKET: what network namespaces and our rules
   * contain. AF_VSOCK, for one, is neither in a namespace nor seen by nftables, and leads to the
   * machine's hypervisor.
   */
  private static final List<Integer> SOCKET_FAMILIES = List.of(1, 2, 10, 16, 17);

  /** Those of the list that are replaced by rules of ours. */
  private static final Set<String> RULED_HERE = Set.of("clone", "clone3", "socket");

  private static final Map<String, String> ARCHITECTURES =
      Map.of("amd64", "SCMP_ARCH_X86_64", "arm64", "SCMP_ARCH_AARCH64");

  private static final int ENOSYS = 38;
  private static final int EPERM = 1;

  private SeccompProfile() {}

  /**
   * @param capabilities of the sandbox, e.g. {@code CAP_CHOWN}
   * @param architecture {@code amd64} or {@code arm64}
   * @throws BackendException with {@code UNSUPPORTED} if {@code list} cannot be read or the
   *     architecture is another
   */
  public static ObjectNode render(Path list, Set<String> capabilities, String architecture) {
    String token = ARCHITECTURES.get(architecture);
    if (token == null) {
      throw new BackendException(
          BackendException.Kind.UNSUPPORTED,
          "no system call filter for the architecture " + architecture + ": use amd64 or arm64");
    }
    JsonNode source = read(list);
    ObjectNode profile = JsonNodeFactory.instance.objectNode();
    profile.put("defaultAction", source.path("defaultAction").asText());
    profile.put("defaultErrnoRet", source.path("defaultErrnoRet").asInt(ENOSYS));
    profile.putArray("architectures").add(token);
    ArrayNode rules = profile.putArray("syscalls");
    for (JsonNode rule : source.path("syscalls")) {
      if (applies(rule, capabilities, architecture)) {
        add(rules, rule);
      }
    }
    rules.add(rule(Set.of("clone"), "SCMP_ACT_ALLOW", -1, withoutNewNamespaces()));
    rules.add(rule(Set.of("clone3"), "SCMP_ACT_ERRNO", ENOSYS, null));
    for (int family : SOCKET_FAMILIES) {
      rules.add(rule(Set.of("socket"), "SCMP_ACT_ALLOW", -1, firstArgument(family)));
    }
    rules.add(rule(new TreeSet<>(REFUSED), "SCMP_ACT_ERRNO", EPERM, null));
    return profile;
  }

  private static JsonNode read(Path list) {
    try {
      return new ObjectMapper().readTree(Files.readAllBytes(list));
    } catch (IOException e) {
      throw new BackendException(
          BackendException.Kind.UNSUPPORTED,
          "could not read the list of allowed system calls, %s: install the package golang-github-containers-common"
              .formatted(list),
          e);
    }
  }

  private static boolean applies(JsonNode rule, Set<String> capabilities, String architecture) {
    JsonNode includes = rule.path("includes");
    JsonNode excludes = rule.path("excludes");
    return (!includes.has("arches") || contains(includes.path("arches"), Set.of(architecture)))
        && (!includes.has("caps") || contains(includes.path("caps"), capabilities))
        && !contains(excludes.path("arches"), Set.of(architecture))
        && !contains(excludes.path("caps"), capabilities);
  }

  private static boolean contains(JsonNode names, Set<String> wanted) {
    for (JsonNode name : names) {
      if (wanted.contains(name.asText())) {
        return true;
      }
    }
    return false;
  }

  private static void add(ArrayNode rules, JsonNode source) {
    Set<String> names = new TreeSet<>();
    for (JsonNode name : source.path("names")) {
      String text = name.asText();
      if (!REFUSED.contains(text) && !RULED_HERE.contains(text)) {
        names.add(text);
      }
    }
    if (names.isEmpty()) {
      return;
    }
    JsonNode args = source.path("args");
    rules.add(
        rule(
            names,
            source.path("action").asText(),
            source.path("errnoRet").asInt(-1),
            args.isArray() && !args.isEmpty() ? (ArrayNode) args.deepCopy() : null));
  }

  private static ArrayNode withoutNewNamespaces() {
    ArrayNode args = JsonNodeFactory.instance.arrayNode();
    args.addObject()
        .put("index", 0)
        .put("value", NEW_NAMESPACES)
        .put("valueTwo", 0)
        .put("op", "SCMP_CMP_MASKED_EQ");
    return args;
  }

  private static ArrayNode firstArgument(int value) {
    ArrayNode args = JsonNodeFactory.instance.arrayNode();
    args.addObject()
        .put("index", 0)
        .put("value", value)
        .put("valueTwo", 0)
        .put("op", "SCMP_CMP_EQ");
    return args;
  }

  private static ObjectNode rule(
      Set<String> names,
      String action,
      int errno,
      @org.jspecify.annotations.Nullable ArrayNode args) {
    ObjectNode rule = JsonNodeFactory.instance.objectNode();
    ArrayNode list = rule.putArray("names");
    names.stream().sorted().forEach(list::add);
    rule.put("action", action);
    if (errno >= 0) {
      rule.put("errnoRet", errno);
    }
    if (args != null) {
      rule.set("args", args);
    }
    return rule;
  }
}
