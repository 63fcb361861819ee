package dev.sebring.backends.oci.network;

import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.Ipv4Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets the kernel forward between the bridge, the interfaces of the default route and those that
 * lead to listed networks, and nothing else. Where iptables is installed, the bridge is also
 * accepted at the end of its FORWARD chain, whose policy a Docker daemon sets to DROP whenever it
 * starts, and at the start of the chain that such a daemon keeps for others, if there is one. What
 * our own rules refuse is refused before. Stateless and thread-safe.
 */
final class Forwarding {
  private static final Path SETTINGS = Path.of("/proc/sys/net/ipv4/conf");
  private static final String FORWARD = "FORWARD";
  private static final String DOCKER_USER = "DOCKER-USER";
  private static final List<String> DIRECTIONS = List.of("-i", "-o");

  private Forwarding() {}

  static void enable(String bridge) {
    Set<String> interfaces = new TreeSet<>(HostRoutes.defaultInterfaces());
    interfaces.add(bridge);
    for (String name : interfaces) {
      set(SETTINGS.resolve(name).resolve("forwarding"), "1");
    }
    if (HostCommand.isInstalled("iptables")) {
      boolean docker = dockerWasHere();
      for (String direction : DIRECTIONS) {
        accept("-A", FORWARD, direction, bridge);
        if (docker) {
          accept("-I", DOCKER_USER, direction, bridge);
        }
      }
    }
  }

  /** Lets answers from listed networks come in where they are routed to now. */
  static void enableTowards(List<Ipv4Network> networks) {
    if (!networks.isEmpty()) {
      for (String name : HostRoutes.interfacesTowards(networks)) {
        set(SETTINGS.resolve(name).resolve("forwarding"), "1");
      }
    }
  }

  static void disable(String bridge) {
    if (HostCommand.isInstalled("iptables")) {
      boolean docker = dockerWasHere();
      for (String direction : DIRECTIONS) {
        withdraw(FORWARD, direction, bridge);
        if (docker) {
          withdraw(DOCKER_USER, direction, bridge);
        }
      }
    }
  }

  private static boolean dockerWasHere() {
    return HostCommand.of("look for Docker's rules", "iptables", "-w", "-S", DOCKER_USER)
            .outcome()
            .exitCode()
        == 0;
  }

  private static void accept(String how, String chain, String direction, String bridge) {
    if (rule("-C", chain, direction, bridge).outcome().exitCode() != 0) {
      rule(how, chain, direction, bridge).run();
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
