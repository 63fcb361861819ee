package dev.sebring.backends.oci.network;

import dev.sebring.sandbox.DomainPattern;
import dev.sebring.sandbox.NetworkPolicy;
import java.net.Inet4Address;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;

/**
 * The policy of the sandbox in one slot, and the addresses that its listed domains have resolved
 * to, as the kernel has them too. Thread-safe.
 */
final class SlotPolicy {
  /** How long an address is reached beyond its time to live: who asked uses it a moment later. */
  static final Duration GRACE = Duration.ofMinutes(1);

  private final int slot;
  private final Rules rules;
  private final AdmittedAddresses admitted;
  private NetworkPolicy policy;

  /**
   * @param policy which the kernel has already
   * @param grace beyond an address's time to live
   */
  SlotPolicy(int slot, NetworkPolicy policy, Rules rules, Duration grace) {
    this.slot = slot;
    this.policy = policy;
    this.rules = rules;
    this.admitted = new AdmittedAddresses(InstantSource.system(), grace);
  }

  synchronized NetworkPolicy policy() {
    return policy;
  }

  /** Changes it, in the kernel first. */
  synchronized void change(NetworkPolicy changed) {
    rules.setPolicy(slot, changed, admitted.of(changed.domains()));
    policy = changed;
    admitted.retain(changed.domains());
  }

  /**
   * Lets the sandbox reach addresses that a domain has just resolved to. When this returns {@code
   * true}, it does.
   *
   * @return {@code false} if the domain is listed no longer, or the sandbox has too many addresses
   */
  synchronized boolean admit(
      DomainPattern domain, Collection<Inet4Address> addresses, Duration timeToLive) {
    if (!policy.domains().contains(domain)) {
      return false;
    }
    AdmittedAddresses.Change change = admitted.add(domain, addresses, timeToLive);
    if (change == AdmittedAddresses.Change.ADDED) {
      rules.setAdmitted(slot, admitted.of(policy.domains()));
    }
    return change != AdmittedAddresses.Change.FULL;
  }
}
