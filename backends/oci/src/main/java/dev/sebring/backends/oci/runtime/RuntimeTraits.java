package dev.sebring.backends.oci.runtime;

import dev.sebring.backends.oci.host.HostCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In what this host and its runtime differ from others. Immutable and thread-safe.
 *
 * @param wantsMappingsOfJoinedNamespace the runtime wants the id mappings repeated for a user
 *     namespace that it joins by its path: runc before 1.3 does, from 1.3 on it refuses them
 * @param hostCountsSwap a limit on swap can be set
 * @param architecture {@code amd64} or {@code arm64}
 */
public record RuntimeTraits(
    boolean wantsMappingsOfJoinedNamespace, boolean hostCountsSwap, String architecture) {
  private static final Pattern VERSION = Pattern.compile("version (\\d+)\\.(\\d+)");

  /** Asks the runtime and looks at the host. */
  public static RuntimeTraits of(String runtime) {
    return new RuntimeTraits(
        isOld(HostCommand.of("ask for the runtime's version", runtime, "--version").run()),
        Files.exists(Path.of("/sys/fs/cgroup/memory/memory.memsw.limit_in_bytes"))
            || (Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"))
                && Files.exists(Path.of("/proc/swaps"))),
        architecture(System.getProperty("os.arch")));
  }

  private static String architecture(String javaName) {
    return javaName.equals("aarch64") ? "arm64" : javaName;
  }

  static boolean isOld(String versionText) {
    Matcher version = VERSION.matcher(versionText);
    if (!version.find()) {
      return false;
    }
    int major = Integer.parseInt(version.group(1));
    return major < 1 || (major == 1 && Integer.parseInt(version.group(2)) < 3);
  }
}
