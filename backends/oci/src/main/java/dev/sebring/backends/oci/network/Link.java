package dev.sebring.backends.oci.network;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The link between a sandbox and the bridge, which the launcher makes. Immutable and thread-safe.
 *
 * @param name of the host's end; the sandbox's is {@code eth0}
 * @param hardwareAddress of the sandbox's end, as {@code 02:5c:00:00:00:01}
 * @param address of the sandbox's end with its prefix, as {@code 10.1.0.2/22}
 * @param gateway of the sandbox's default route
 */
public record Link(
    String name, String bridge, String hardwareAddress, String address, String gateway) {
  public Link {
    requireNonNull(name, "name");
    requireNonNull(bridge, "bridge");
    requireNonNull(hardwareAddress, "hardwareAddress");
    requireNonNull(address, "address");
    requireNonNull(gateway, "gateway");
  }

  /** What the launcher is told of it. */
  public List<String> options() {
    return List.of(
        "--link",
        name,
        "--bridge",
        bridge,
        "--hardware-address",
        hardwareAddress,
        "--address",
        address,
        "--gateway",
        gateway);
  }
}
