package dev.sebring.backends.oci.escape;

import dev.sebring.backends.oci.escape.Cell.Who;
import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.sandbox.SandboxId;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.stream.Collectors;

/** Who is who on the bridge, as text that defines {@code ME}, {@code OTHER} and {@code GATEWAY}. */
record Neighbourhood(String own, String ownMac, String other, String otherMac, String gateway) {
  static Neighbourhood of(Cell cell) {
    String[] mine = look(cell, cell.inmate());
    String[] theirs = look(cell, cell.neighbour());
    return new Neighbourhood(mine[0], mine[1], theirs[0], theirs[1], mine[2]);
  }

  private static String[] look(Cell cell, SandboxId sandbox) {
    return cell.shell(
            sandbox,
            Who.USER,
            "echo $(hostname -I) $(cat /sys/class/net/eth0/address)"
                + " $(sed -n 's/^nameserver //p' /etc/resolv.conf)")
        .split(" ");
  }

  /** The host's bridge. */
  String bridge() {
    String shown = HostCommand.of("find the bridge", "ip", "-br", "-4", "addr").run();
    return shown
        .lines()
        .filter(line -> line.contains(gateway + "/"))
        .findFirst()
        .orElseThrow()
        .split(" ")[0];
  }

  /** What the bridge believes about where a hardware address is. */
  String whereIs(String mac) {
    return HostCommand.of("ask the bridge", "bridge", "fdb", "show", "br", bridge())
        .run()
        .lines()
        .filter(line -> line.startsWith(mac))
        .toList()
        .toString();
  }

  /** All that are not loopback, as a list of Python's. The bridge's own address is one of them. */
  String addressesOfHost(boolean ipv6) throws SocketException {
    return NetworkInterface.networkInterfaces()
        .filter(link -> link.getName().equals(bridge()) || !link.getName().startsWith("sb"))
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && address instanceof Inet4Address != ipv6)
        .map(address -> "'" + address.getHostAddress().replaceAll("%.*", "") + "'")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  String constants() {
    return "ME, MY_MAC, OTHER, OTHER_MAC, GATEWAY = '%s', '%s', '%s', '%s', '%s'\n"
        .formatted(own, ownMac, other, otherMac, gateway);
  }
}
