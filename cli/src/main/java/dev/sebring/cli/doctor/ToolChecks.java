package dev.sebring.cli.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The commands that Sebring calls. */
final class ToolChecks {
  private ToolChecks() {}

  static Finding runtime(Host host) {
    List<String> found =
        Stream.of("runc", "runsc")
            .map(host::command)
            .flatMap(Optional::stream)
            .map(path -> host.firstLine(path, "--version") + " at " + path)
            .toList();
    return found.isEmpty()
        ? Finding.missing("runtime", "no OCI runtime", "Install runc.").packages("runc")
        : Finding.ok("runtime", String.join("; ", found));
  }

  static Finding network(Host host) {
    List<String> absent =
        Stream.of("nft", "ip").filter(name -> host.command(name).isEmpty()).toList();
    if (absent.isEmpty()) {
      return Finding.ok("network", "nft and ip are here");
    }
    return Finding.missing("network", "no " + String.join(", no ", absent), "Install them.")
        .packages(
            absent.stream()
                .map(name -> name.equals("nft") ? "nftables" : "iproute2")
                .toArray(String[]::new));
  }

  /** A Docker daemon sets the policy of FORWARD to drop, which is worth knowing. */
  static Finding docker(Host host) {
    return host.exists("run/docker.sock")
        ? Finding.ok("docker", "a daemon runs beside us; our bridge gets its own accept rules")
        : Finding.ok("docker", "no daemon here; none is needed");
  }

  static Finding imageBuilder(Host host) {
    if (host.command("mmdebstrap").isEmpty()) {
      return Finding.missing(
              "image builder", "no mmdebstrap", "Install it: it builds the default snapshot.")
          .packages("mmdebstrap");
    }
    boolean sources = host.exists("etc/apt/sources.list") || host.exists("etc/apt/sources.list.d");
    return sources
        ? Finding.ok("image builder", "mmdebstrap, with this host's apt sources")
        : Finding.missing(
            "image builder",
            "mmdebstrap, but no apt sources at /etc/apt",
            "Add a Debian mirror to /etc/apt/sources.list.");
  }

  static Finding node(Host host) {
    Optional<Path> npm = host.command("npm");
    return npm.map(path -> Finding.ok("npm", "version " + host.firstLine(path, "--version")))
        .orElseGet(() ->
            Finding.missing(
                    "npm", "not here", "Install it: it fetches Node for the default snapshot.")
                .packages("npm"));
  }

  static Finding certificates(Host host) {
    String bundle = "etc/ssl/certs/ca-certificates.crt";
    return host.exists(bundle)
        ? Finding.ok("certificates", "/" + bundle + ", which sandboxes trust as well")
        : Finding.less(
                "certificates",
                "no /" + bundle,
                "Install it, or programs in sandboxes trust no HTTPS server.")
            .packages("ca-certificates");
  }
}
