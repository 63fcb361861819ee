package dev.sebring.sandbox;

/**
 * Where a sandbox's traffic may go. Immutable and thread-safe.
 *
 * @param blockAll nothing leaves the sandbox, no name is resolved; its own loopback still works.
 *     Otherwise: the public internet and the backend's resolver, but no private, shared, link-local
 *     or metadata address, not the host, and no other sandbox
 */
public record NetworkPolicy(boolean blockAll) {
  /** The public internet and the resolver. */
  public static final NetworkPolicy PUBLIC = new NetworkPolicy(false);

  /** Nothing at all. */
  public static final NetworkPolicy BLOCKED = new NetworkPolicy(true);
}
