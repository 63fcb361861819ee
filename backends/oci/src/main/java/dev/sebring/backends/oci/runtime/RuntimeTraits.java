package dev.sebring.backends.oci.runtime;

import static java.util.Objects.requireNonNull;

import dev.sebring.backends.oci.host.HostCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In what this host and its runtime differ from others. Immutable and thread-safe.
 *
 * @param ids how the sandbox's user namespace is named
 * @param ownKernel programs run on a kernel of the runtime's own: processes are counted by that one
 *     alone, and the guest is handed its connections
 * @param hostCountsSwap a limit on swap can be set
 * @param architecture {@code amd64} or {@code arm64}
 */
public record RuntimeTraits(
    UserNamespace ids, boolean ownKernel, boolean hostCountsSwap, String architecture) {
  private static final Pattern VERSION = Pattern.compile("version (\\d+)\\.(\\d+)");

  /** How a runtime wants to be told of the user namespace. */
  public enum UserNamespace {
    /** By the path of the one that the launcher made. */
    JOINED,
    /** By that path, and by its mappings once more: runc before 1.3 wants both. */
    JOINED_WITH_MAPPINGS,
    /** By the mappings only: it makes its own, for the same ids. */
    MADE
  }

  public RuntimeTraits {
    requireNonNull(ids, "ids");
    requireNonNull(architecture, "architecture");
  }

  /** Asks the runtime and looks at the host. */
  static RuntimeTraits of(String runtime) {
    String version = HostCommand.of("ask for the runtime's version", runtime, "--version").run();
    return new RuntimeTraits(
        userNamespace(runtime, version),
        runtime.equals("runsc"),
        Files.exists(Path.of("/sys/fs/cgroup/memory/memory.memsw.limit_in_bytes"))
            || (Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"))
                && Files.exists(Path.of("/proc/swaps"))),
        architecture(System.getProperty("os.arch")));
  }

  private static UserNamespace userNamespace(String runtime, String version) {
    return switch (runtime) {
      case "runsc" -> UserNamespace.MADE;
      case "runc" -> isOldRunc(version) ? UserNamespace.JOINED_WITH_MAPPINGS : UserNamespace.JOINED;
      default -> UserNamespace.JOINED;
    };
  }

  private static String architecture(String javaName) {
    return javaName.equals("aarch64") ? "arm64" : javaName;
  }

  /** From 1.3 on, runc refuses the mappings of a namespace that it joins. */
  static boolean isOldRunc(String versionText) {
    Matcher version = VERSION.matcher(versionText);
    if (!version.find()) {
      return false;
    }
    int major = Integer.parseInt(version.group(1));
    return major < 1 || (major == 1 && Integer.parseInt(version.group(2)) < 3);
  }
}
