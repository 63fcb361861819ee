package dev.sebring.backends.oci.network;

import dev.sebring.sandbox.DomainPattern;
import java.net.Inet4Address;
import java.time.Duration;

/**
 * An address that a sandbox may open connections to because a listed domain resolved to it.
 * Immutable and thread-safe.
 *
 * @param time for how long from now, rounded up to whole seconds
 */
record Admitted(Inet4Address address, DomainPattern domain, Duration time) {
  /** As an element of {@link SlotChain#map}. */
  String element() {
    return "%s timeout %ds : %s"
        .formatted(
            address.getHostAddress(), time.plusMillis(999).toSeconds(), SlotChain.mark(domain));
  }
}
