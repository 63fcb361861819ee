package dev.sebring.backends.oci.network;

import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.InstallationId;
import dev.sebring.sandbox.Leftover;
import dev.sebring.sandbox.NetworkPolicy;
import java.io.IOException;
import java.net.Inet4Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The network of one installation. A sandbox has a <em>slot</em>, a number from 1 to {@value
 * Subnet#LAST_SLOT} that no other sandbox of the installation has at the same time; its address
 * follows from it. What is on the host outlives this object, and a new one finds it again.
 * Thread-safe.
 */
public final class HostNetwork implements AutoCloseable {
  private static final String SUBNET_FILE = "subnet";

  private final Names names;
  private final Subnet subnet;
  private final Rules rules;
  private final Duration grace;
  private final Map<Integer, SlotPolicy> policies = new ConcurrentHashMap<>();
  private final DnsForwarder resolver;

  private HostNetwork(
      Names names, Subnet subnet, Rules rules, Upstreams upstreams, Duration grace) {
    this.names = names;
    this.subnet = subnet;
    this.rules = rules;
    this.grace = grace;
    this.resolver =
        DnsForwarder.start(
            subnet.bridge(), upstreams, asker -> subnet.slotOf(asker).map(policies::get));
  }

  /**
   * Makes the bridge, its rules and its name server, or takes over those of an earlier start.
   *
   * @param directory of the state directory, where the chosen addresses are kept; made if missing
   * @throws BackendException if the host lacks {@code ip} or nftables, or refuses
   */
  public static HostNetwork open(InstallationId installation, Path directory) {
    return open(installation, directory, Upstreams.ofHost(), SlotPolicy.GRACE);
  }

  /**
   * @param grace how long an address of a listed domain is reached beyond its time to live
   */
  static HostNetwork open(
      InstallationId installation, Path directory, Upstreams upstreams, Duration grace) {
    Names names = new Names(installation);
    Subnet subnet = subnet(installation, directory);
    Rules rules = new Rules(names, subnet);
    try {
      makeBridge(names);
      rules.install();
      raiseBridge(names.bridge(), subnet);
      Forwarding.enable(names.bridge());
      return new HostNetwork(names, subnet, rules, upstreams, grace);
    } catch (RuntimeException e) {
      try {
        removeIfUnused(installation);
      } catch (RuntimeException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private static void makeBridge(Names names) {
    String bridge = names.bridge();
    if (!exists(bridge)) {
      HostCommand.of(
              "create the bridge " + bridge,
              "ip",
              "link",
              "add",
              bridge,
              "address",
              names.bridgeAddress(),
              "type",
              "bridge")
          .run();
    }
    Forwarding.set(Path.of("/proc/sys/net/ipv6/conf", bridge, "disable_ipv6"), "1");
  }

  /** After the rules: a bridge without them never carries traffic. */
  private static void raiseBridge(String bridge, Subnet subnet) {
    String address = subnet.bridge().getHostAddress() + "/" + Subnet.PREFIX;
    HostCommand.of("give the bridge its address", "ip", "addr", "replace", address, "dev", bridge)
        .run();
    HostCommand.of("bring the bridge up", "ip", "link", "set", bridge, "up").run();
  }

  /**
   * Goes on with sandboxes that were attached by an earlier start; until then, the resolver does
   * not answer them.
   */
  public void resume(Map<Integer, NetworkPolicy> attached) {
    attached.values().forEach(policy -> Forwarding.enableTowards(policy.networks()));
    rules.admit(attached);
    attached.forEach((slot, policy) -> policies.put(slot, remembered(slot, policy)));
  }

  private SlotPolicy remembered(int slot, NetworkPolicy policy) {
    return new SlotPolicy(slot, policy, rules, grace);
  }

  /** Where sandboxes ask for names: the bridge's address. */
  public Inet4Address resolver() {
    return subnet.bridge();
  }

  /** The address of the sandbox in a slot. */
  public Inet4Address address(int slot) {
    return subnet.ofSlot(slot);
  }

  /**
   * Lets a sandbox use the network, before its link is there.
   *
   * @return the link that is to be made for it now
   */
  public Link attach(int slot, NetworkPolicy policy) {
    String link = names.link(slot);
    if (exists(link)) {
      remove(link);
    }
    resume(Map.of(slot, policy));
    return new Link(
        link,
        names.bridge(),
        Names.sandboxAddress(slot),
        subnet.ofSlot(slot).getHostAddress() + "/" + Subnet.PREFIX,
        subnet.bridge().getHostAddress());
  }

  /** Changes what an attached sandbox may reach, at once, also for its open connections. */
  public void setPolicy(int slot, NetworkPolicy policy) {
    SlotPolicy attached = policies.get(slot);
    if (attached == null) {
      throw new IllegalStateException("no sandbox is attached in slot " + slot);
    }
    Forwarding.enableTowards(policy.networks());
    attached.change(policy);
  }

  /**
   * Takes a sandbox off the network. Its link goes with its namespace, or now. Does nothing if it
   * is off.
   */
  public void detach(int slot) {
    policies.remove(slot);
    rules.dismiss(slot);
  }

  /** What is on the host for slots that are not in {@code used}. Reads only. */
  public static List<Leftover> leftovers(InstallationId installation, Set<Integer> used) {
    Names names = new Names(installation);
    List<Leftover> found = new ArrayList<>();
    for (String link : links(names)) {
      if (!used.contains(Integer.parseInt(link.substring(names.linkPrefix().length()), 16))) {
        found.add(new Leftover("link", link));
      }
    }
    return found;
  }

  /** Removes what {@link #leftovers} finds. */
  public static List<Leftover> removeLeftovers(InstallationId installation, Set<Integer> used) {
    List<Leftover> found = leftovers(installation, used);
    found.forEach(leftover -> remove(leftover.name()));
    return found;
  }

  /**
   * Stops the name server. The bridge, its rules and the links on it stay, so that running
   * sandboxes keep their connections; where none runs, {@link #removeAll} comes next.
   */
  @Override
  public void close() {
    resolver.close();
  }

  /** Removes every trace of an installation's network from the host, unless there are links. */
  public static void removeIfUnused(InstallationId installation) {
    if (links(new Names(installation)).isEmpty()) {
      removeAll(installation);
    }
  }

  /** Removes every trace of an installation's network from the host. */
  public static void removeAll(InstallationId installation) {
    Names names = new Names(installation);
    links(names).forEach(HostNetwork::remove);
    Forwarding.disable(names.bridge());
    if (exists(names.bridge())) {
      remove(names.bridge());
    }
    new Rules(names, new Subnet(10 << 24)).remove();
  }

  private static Subnet subnet(InstallationId installation, Path directory) {
    Path file = directory.resolve(SUBNET_FILE);
    try {
      if (Files.exists(file)) {
        return Subnet.parse(Files.readString(file));
      }
      Subnet chosen = Subnet.choose(installation, HostRoutes.networks());
      Files.createDirectories(directory);
      Files.writeString(file, chosen + "\n");
      return chosen;
    } catch (IOException e) {
      throw new BackendException(
          BackendException.Kind.FAILED, "could not keep the sandboxes' subnet in " + file, e);
    }
  }

  /** Read from the kernel's own list: Java's has only links with addresses. */
  private static List<String> links(Names names) {
    try (Stream<Path> all = Files.list(Path.of("/sys/class/net"))) {
      return all.map(link -> link.getFileName().toString())
          .filter(name -> name.matches(names.linkPrefix() + "[0-9a-f]{4}"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new BackendException(
          BackendException.Kind.FAILED, "could not list the host's network links", e);
    }
  }

  private static boolean exists(String link) {
    return Files.exists(Path.of("/sys/class/net", link));
  }

  private static void remove(String link) {
    HostCommand command = HostCommand.of("remove the link " + link, "ip", "link", "delete", link);
    // A link may vanish meanwhile: it goes with its namespace, some time after that has ended.
    if (command.outcome().exitCode() != 0 && exists(link)) {
      command.run();
    }
  }
}
