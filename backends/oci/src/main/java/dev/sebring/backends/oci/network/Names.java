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
