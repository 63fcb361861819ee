package dev.sebring.backends.oci.network;

import dev.sebring.sandbox.InstallationId;
import dev.sebring.sandbox.NetworkPolicy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A host in a network namespace of its own, whose default route leads to {@link Beyond}. Runs as a
 * process there, and does what its standard input says: {@code open} the sandboxes' network, {@code
 * reach} the outside from a sandbox, {@code withdraw} what was set up beside Docker, {@code end}.
 */
final class NetworkHost {
  private NetworkHost() {}

  /**
   * @param arguments an installation id and a directory for its state
   */
  public static void main(String[] arguments) throws IOException {
    InstallationId installation = new InstallationId(arguments[0]);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Beyond beyond = new Beyond(installation);
        Namespace sandbox = new Namespace("sebring-test-" + installation + "-1")) {
      beyond.routeEverything();
      System.out.println("ready");
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        switch (line) {
          case "open" -> {
            HostNetwork network = HostNetwork.open(installation, Path.of(arguments[1]));
            sandbox.join(network.attach(1, NetworkPolicy.PUBLIC));
            System.out.println("opened");
          }
          case "reach" -> System.out.println(sandbox.connect(beyond.one(), Beyond.PORT));
          case "withdraw" -> {
            Forwarding.disable(new Names(installation).bridge());
            System.out.println("withdrawn");
          }
          default -> throw new IllegalArgumentException(line);
        }
      }
    }
    HostNetwork.removeAll(installation);
    System.exit(0); // The name server's threads.
  }
}
