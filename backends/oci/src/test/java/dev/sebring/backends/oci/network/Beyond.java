package dev.sebring.backends.oci.network;

import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.sandbox.InstallationId;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What lies beyond the host, in a namespace of its own: two public addresses, a private and a
 * metadata one, which all send back what they are sent on {@link #PORT}. The networks are chosen at
 * random from the ranges for benchmarks, for private use and link-local, so that several tests can
 * run on one host.
 */
final class Beyond implements AutoCloseable {
  static final int PORT = 8080;

  private static final String ECHO =
      """
      import socketserver
      class Echo(socketserver.BaseRequestHandler):
          def handle(self):
              while data := self.request.recv(100): self.request.sendall(data)
      class Server(socketserver.ThreadingTCPServer):
          allow_reuse_address = daemon_threads = True
      with Server(("0.0.0.0", %d), Echo) as server:
          print("ready", flush=True)
          server.serve_forever()
      """;

  private final int number = ThreadLocalRandom.current().nextInt(1, 255);
  private final String link;
  private final Namespace namespace;
  private final Namespace.Conversation server;

  Beyond(InstallationId installation) {
    link = "st" + installation;
    namespace = new Namespace("sebring-test-" + installation + "-beyond");
    new HostCommand(
            "make a link to what is beyond",
            List.of("ip", "-batch", "-"),
            """
            link add LINK type veth peer name uplink netns NAMESPACE
            addr add HOST_PUBLIC/24 dev LINK
            addr add HOST_PRIVATE/24 dev LINK
            link set LINK up
            route add METADATA/32 dev LINK
            """
                .replace("LINK", link)
                .replace("NAMESPACE", namespace.path().toString())
                .replace("HOST_PUBLIC", hostsPublic())
                .replace("HOST_PRIVATE", hostsPrivate())
                .replace("METADATA", metadata()))
        .run();
    namespace.ip(
        """
        link set lo up
        addr add %s/24 dev uplink
        addr add %s/24 dev uplink
        addr add %s/24 dev uplink
        addr add %s/32 dev uplink
        link set uplink up
        """
            .formatted(one(), other(), inside(), metadata()));
    server = namespace.serve(ECHO.formatted(PORT));
  }

  /** As on the interface of a default route. */
  void forward() {
    Forwarding.set(Path.of("/proc/sys/net/ipv4/conf", link, "forwarding"), "1");
  }

  /** As the only way out of the host. */
  void routeEverything() {
    HostCommand.of("route everything there", "ip", "route", "add", "default", "via", one()).run();
  }

  String hostsPublic() {
    return "198.18." + number + ".1";
  }

  String one() {
    return "198.18." + number + ".2";
  }

  String other() {
    return "198.18." + number + ".3";
  }

  String hostsPrivate() {
    return "172.30." + number + ".1";
  }

  String inside() {
    return "172.30." + number + ".2";
  }

  String metadata() {
    return "169.254." + number + ".254";
  }

  @Override
  public void close() {
    server.close();
    namespace.close();
    HostCommand.of("remove a link", "ip", "link", "delete", link).outcome();
  }
}
