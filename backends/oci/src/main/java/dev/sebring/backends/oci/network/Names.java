package dev.sebring.backends.oci.network;

import dev.sebring.sandbox.InstallationId;

/**
 * What the parts of an installation's network are called on the host. Immutable and thread-safe.
 */
record Names(InstallationId installation) {
  /** The bridge, also the start of nothing else. */
  String bridge() {
    return "sb" + installation;
  }

  /**
   * The bridge's hardware address, locally administered. Without one of its own, Linux gives it the
   * lowest of its ports', which changes as sandboxes come and go, and the others' packets go astray
   * until they ask for it again.
   */
  String bridgeAddress() {
    return "02:5b:" + installation.value().replaceAll("(..)(?!$)", "$1:");
  }

  /**
   * A sandbox's hardware address, the same for all that are in this slot one after the other, so
   * that what the host remembers of the last one holds for the next.
   */
  static String sandboxAddress(int slot) {
    return "02:5c:00:00:%02x:%02x".formatted(slot >> 8, slot & 0xff);
  }

  /** Start of the names of the host's ends of the sandboxes' links. */
  String linkPrefix() {
    return "sv" + installation;
  }

  /** The host's end of a sandbox's link: 14 of the 15 characters that Linux allows. */
  String link(int slot) {
    return linkPrefix() + "%04x".formatted(slot);
  }

  /** The tables, one of family inet and one of family bridge. */
  String table() {
    return "sebring_" + installation;
  }
}
