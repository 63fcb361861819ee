package dev.sebring.backends.oci.network;

import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.sandbox.BackendException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets the kernel forward between the bridge and the interfaces of the default route, and nothing
 * else. Beside a Docker daemon, whose FORWARD policy drops what it does not know, the bridge is
 * also accepted in its chain; what our own rules refuse is refused before. Stateless and
 * thread-safe.
 */
final class Forwarding {
  private static final Path SETTINGS = Path.of("/proc/sys/net/ipv4/conf");

  private Forwarding() {}

  static void enable(String bridge) {
    Set<String> interfaces = new TreeSet<>(HostRoutes.defaultInterfaces());
    interfaces.add(bridge);
    for (String name : interfaces) {
      set(SETTINGS.resolve(name).resolve("forwarding"), "1");
    }
    if (HostCommand.isInstalled("iptables")) {
      for (String chain : dockerChains()) {
        accept(chain, "-i", bridge);
        accept(chain, "-o", bridge);
      }
    }
  }

  static void disable(String bridge) {
    if (HostCommand.isInstalled("iptables")) {
      for (String chain : dockerChains()) {
        withdraw(chain, "-i", bridge);
        withdraw(chain, "-o", bridge);
      }
    }
  }

  /** The chains that drop a foreign bridge's traffic unless it is accepted there. */
  private static Set<String> dockerChains() {
    HostCommand.Outcome docker =
        HostCommand.of("look for Docker's rules", "iptables", "-w", "-S", "DOCKER-USER").outcome();
    if (docker.exitCode() == 0) {
      return Set.of("DOCKER-USER");
    }
    HostCommand.Outcome forward =
        HostCommand.of("look for a FORWARD policy", "iptables", "-w", "-S", "FORWARD").outcome();
    return forward.exitCode() == 0 && forward.output().contains("-P FORWARD DROP")
        ? Set.of("FORWARD")
        : Set.of();
  }

  private static void accept(String chain, String direction, String bridge) {
    if (rule("-C", chain, direction, bridge).outcome().exitCode() != 0) {
      rule("-I", chain, direction, bridge).run();
    }
  }

  private static void withdraw(String chain, String direction, String bridge) {
    if (rule("-C", chain, direction, bridge).outcome().exitCode() == 0) {
      rule("-D", chain, direction, bridge).run();
    }
  }

  private static HostCommand rule(String action, String chain, String direction, String bridge) {
    return HostCommand.of(
        "accept the sandboxes' bridge in iptables' chain " + chain,
        "iptables",
        "-w",
        action,
        chain,
        direction,
        bridge,
        "-j",
        "ACCEPT");
  }

  static void set(Path setting, String value) {
    try {
      Files.writeString(setting, value);
    } catch (IOException e) {
      throw new BackendException(
          BackendException.Kind.UNSUPPORTED, "could not set %s to %s".formatted(setting, value), e);
    }
  }
}
