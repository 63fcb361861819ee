package dev.sebring.backends.oci.network;

import static dev.sebring.backends.oci.network.Namespace.CONNECTED;
import static dev.sebring.backends.oci.network.Namespace.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.sandbox.DomainPattern;
import dev.sebring.sandbox.InstallationId;
import dev.sebring.sandbox.Ipv4Network;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.testkit.backend.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where policies let traffic go, on the host's real bridge and rules, with real servers on the
 * other side. Needs root.
 */
class NetworkPolicyIT {
  private static final InstallationId INSTALLATION = InstallationId.random();
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final String SHORT = "a.test. 2 IN A ";

  /** From so many ports: each is a connection, as the kernel counts. */
  private static final String FLOOD =
      """
      import socket
      for port in range(20000, 20000 + %d):
          with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
              s.bind(("", port))
              s.sendto(b"x", ("%s", 9))
      """;

  @TempDir private static Path directory;
  private static TestNameServer names;
  private static Beyond beyond;
  private static HostNetwork network;
  private static Namespace sandbox;
  private static Namespace neighbour;

  @BeforeAll
  static void twoSandboxes() throws IOException {
    names = new TestNameServer();
    beyond = new Beyond(INSTALLATION);
    beyond.forward();
    network = open();
    sandbox = new Namespace("sebring-test-" + INSTALLATION + "-1");
    neighbour = new Namespace("sebring-test-" + INSTALLATION + "-2");
    sandbox.join(network.attach(1, NetworkPolicy.PUBLIC));
    neighbour.join(network.attach(2, NetworkPolicy.PUBLIC));
  }

  private static HostNetwork open() throws IOException {
    return HostNetwork.open(INSTALLATION, directory, names.upstreams(directory), GRACE);
  }

  @AfterAll
  static void nothingIsLeft() {
    network.close();
    HostNetwork.removeAll(INSTALLATION);
    sandbox.close();
    neighbour.close();
    beyond.close();
    names.close();
  }

  @BeforeEach
  void nothingIsKnown() {
    names.forget();
    network.setPolicy(1, NetworkPolicy.PUBLIC);
  }

  @Test
  void thePublicInternetIsOpenAndSpecialRangesAreNot() {
    assertThat(connect(beyond.one())).isEqualTo(CONNECTED);
    assertThat(connect(beyond.inside())).isEqualTo(REFUSED);
    assertThat(connect(beyond.metadata())).isEqualTo(REFUSED);
  }

  @Test
  void aSandboxWithTooManyConnectionsHasNoMoreUntilItIsStartedAgain() {
    try (Namespace crowd = new Namespace("sebring-test-" + INSTALLATION + "-3")) {
      crowd.join(network.attach(3, NetworkPolicy.PUBLIC));
      assertThat(crowd.connect(beyond.one(), Beyond.PORT)).isEqualTo(CONNECTED);

      crowd.python(FLOOD.formatted(Rules.MOST_CONNECTIONS, beyond.one()));

      assertThat(crowd.connect(beyond.one(), Beyond.PORT)).isEqualTo(REFUSED);
      assertThat(connect(beyond.one())).isEqualTo(CONNECTED);
      network.detach(3);
    }
    try (Namespace next = new Namespace("sebring-test-" + INSTALLATION + "-3")) {
      next.join(network.attach(3, NetworkPolicy.PUBLIC));
      assertThat(next.connect(beyond.one(), Beyond.PORT)).isEqualTo(CONNECTED);
      network.detach(3);
    }
  }

  @Test
  void onlyListedNetworksAreReached() {
    allow(networks(beyond.one() + "/32"));
    assertThat(connect(beyond.one())).isEqualTo(CONNECTED);
    assertThat(connect(beyond.other())).isEqualTo(REFUSED);
    assertThat(connect(beyond.inside())).isEqualTo(REFUSED);
    assertThat(neighbour.connect(beyond.other(), Beyond.PORT)).isEqualTo(CONNECTED);
  }

  @Test
  void aListedPrivateRangeIsOpenButNotTheHostInIt() throws IOException {
    allow(networks(beyond.inside() + "/24"));
    assertThat(connect(beyond.inside())).isEqualTo(CONNECTED);
    assertThat(connect(beyond.one())).isEqualTo(REFUSED);
    assertThat(connect(beyond.metadata())).isEqualTo(REFUSED);
    try (ServerSocket host = listenOnHost()) {
      assertThat(sandbox.connect(beyond.hostsPrivate(), host.getLocalPort())).isEqualTo(REFUSED);
    }
  }

  @Test
  void allAddressesListedAreThePublicOnesOnly() throws IOException {
    allow(networks("0.0.0.0/0"));
    assertThat(connect(beyond.one())).isEqualTo(CONNECTED);
    assertThat(connect(beyond.inside())).isEqualTo(REFUSED);
    assertThat(connect(beyond.metadata())).isEqualTo(REFUSED);
    try (ServerSocket host = listenOnHost()) {
      assertThat(sandbox.connect(beyond.hostsPublic(), host.getLocalPort())).isEqualTo(REFUSED);
    }
  }

  @Test
  void theMetadataAndTheHostAreReachedWhenListedAsOneAddress() throws IOException {
    allow(networks(beyond.metadata() + "/32", beyond.hostsPrivate() + "/32"));
    assertThat(connect(beyond.metadata())).isEqualTo(CONNECTED);
    try (ServerSocket host = listenOnHost()) {
      assertThat(sandbox.connect(beyond.hostsPrivate(), host.getLocalPort())).isEqualTo(CONNECTED);
      assertThat(sandbox.connect(beyond.hostsPublic(), host.getLocalPort())).isEqualTo(REFUSED);
    }
  }

  @Test
  void noListOpensAnotherSandbox() {
    String address = network.address(2).getHostAddress();
    allow(networks("10.0.0.0/8", address + "/32"));
    try (Namespace.Conversation _ = neighbour.serve(LISTEN.formatted(Beyond.PORT))) {
      assertThat(neighbour.connect(address, Beyond.PORT)).isEqualTo(CONNECTED);
      assertThat(connect(address)).isNotEqualTo(CONNECTED);
    }
  }

  @Test
  void aListedDomainIsReachedWhereItResolvesTo() {
    names.knows("a.test. 60 IN A " + beyond.one());
    allow(domains("a.test"));
    assertThat(connect(beyond.one())).isEqualTo(REFUSED);
    assertThat(resolve("a.test")).isEqualTo("0 [" + beyond.one() + "]");
    assertThat(connect(beyond.one())).isEqualTo(CONNECTED);
    assertThat(connect(beyond.other())).isEqualTo(REFUSED);
    names.knows("a.test. 60 IN A " + beyond.other());
    assertThat(resolve("a.test")).contains(beyond.other());
    assertThat(connect(beyond.one())).isEqualTo(CONNECTED);
    assertThat(connect(beyond.other())).isEqualTo(CONNECTED);
  }

  @Test
  void aNameThatIsNotListedDoesNotExistAndIsAskedNowhere() {
    names.knows("b.test. 60 IN A " + beyond.one(), "a.test. 60 IN A " + beyond.one());
    allow(domains("*.a.test"));
    assertThat(resolve("b.test")).isEqualTo("3 []");
    assertThat(resolve("secret.b.test")).isEqualTo("3 []");
    assertThat(resolve("a.test")).isEqualTo("3 []");
    allow(networks("0.0.0.0/0"));
    assertThat(resolve("b.test")).isEqualTo("3 []");
    assertThat(names.asked()).isEmpty();
  }

  @Test
  void aWildcardAndItsAliasesAreFollowed() {
    names.knows(
        "x.y.a.test. 60 IN CNAME cdn.test.",
        "cdn.test. 60 IN CNAME edge.cdn.test.",
        "edge.cdn.test. 60 IN A " + beyond.one());
    allow(domains("*.a.test"));
    assertThat(resolve("x.y.a.test")).isEqualTo("0 [" + beyond.one() + "]");
    assertThat(connect(beyond.one())).isEqualTo(CONNECTED);
    assertThat(resolve("edge.cdn.test")).isEqualTo("3 []");
  }

  @Test
  void aListedNameOpensNoPrivateMetadataOrHostAddress() throws IOException {
    names.knows(
        "a.test. 60 IN A " + beyond.inside(),
        "a.test. 60 IN A " + beyond.metadata(),
        "a.test. 60 IN A " + beyond.hostsPrivate(),
        "h.test. 60 IN A " + beyond.hostsPublic());
    allow(domains("a.test", "h.test"));
    assertThat(resolve("a.test")).isEqualTo("0 []");
    assertThat(connect(beyond.inside())).isEqualTo(REFUSED);
    resolve("h.test");
    try (ServerSocket host = listenOnHost()) {
      assertThat(sandbox.connect(beyond.hostsPublic(), host.getLocalPort())).isEqualTo(REFUSED);
    }
    allow(NetworkPolicy.listed(networks(beyond.inside() + "/32").networks(), A_TEST));
    assertThat(resolve("a.test")).isEqualTo("0 [" + beyond.inside() + "]");
    assertThat(connect(beyond.inside())).isEqualTo(CONNECTED);
    assertThat(connect(beyond.metadata())).isEqualTo(REFUSED);
  }

  @Test
  void anAddressIsOpenForItsTimeToLiveAndAConnectionGoesOnBeyondIt() throws Exception {
    names.knows(SHORT + beyond.one());
    allow(domains("a.test"));
    resolve("a.test");
    try (Namespace.Conversation open = sandbox.converse(beyond.one(), Beyond.PORT)) {
      Waiting.until(
          () -> connect(beyond.one()).equals(REFUSED), "an address to be closed after its time");
      assertThat(open.say("still here")).isEqualTo("still here");
      resolve("a.test");
      assertThat(connect(beyond.one())).isEqualTo(CONNECTED);
    }
  }

  @Test
  void aNarrowerPolicyCutsOpenConnectionsAtOnce() {
    names.knows("a.test. 60 IN A " + beyond.one(), "b.test. 60 IN A " + beyond.other());
    allow(NetworkPolicy.listed(networks(beyond.inside() + "/32").networks(), BOTH));
    resolve("a.test");
    resolve("b.test");
    try (Namespace.Conversation toNetwork = sandbox.converse(beyond.inside(), Beyond.PORT);
        Namespace.Conversation toA = sandbox.converse(beyond.one(), Beyond.PORT);
        Namespace.Conversation toB = sandbox.converse(beyond.other(), Beyond.PORT)) {
      allow(domains("b.test"));
      assertThat(toNetwork.say("hello")).isEqualTo(CUT);
      assertThat(toA.say("hello")).isEqualTo(CUT);
      assertThat(toB.say("hello")).isEqualTo("hello");
      assertThat(connect(beyond.other())).isEqualTo(CONNECTED);
      allow(NetworkPolicy.BLOCKED);
      assertThat(toB.say("hello")).isEqualTo(CUT);
    }
  }

  @Test
  void aPrivateConnectionIsCutWhenTheListIsCleared() {
    allow(networks(beyond.inside() + "/32"));
    try (Namespace.Conversation open = sandbox.converse(beyond.inside(), Beyond.PORT)) {
      assertThat(open.say("hello")).isEqualTo("hello");
      allow(NetworkPolicy.PUBLIC);
      assertThat(open.say("hello")).isEqualTo(CUT);
    }
    assertThat(connect(beyond.one())).isEqualTo(CONNECTED);
  }

  @Test
  void aRestartOfTheServerKeepsPoliciesAndConnections() throws IOException {
    names.knows("a.test. 60 IN A " + beyond.one());
    allow(domains("a.test"));
    resolve("a.test");
    try (Namespace.Conversation open = sandbox.converse(beyond.one(), Beyond.PORT)) {
      network.close();
      assertThat(connect(beyond.other())).isEqualTo(REFUSED);
      network = open();
      network.resume(Map.of(1, domains("a.test"), 2, NetworkPolicy.PUBLIC));
      assertThat(open.say("still here")).isEqualTo("still here");
      assertThat(connect(beyond.other())).isEqualTo(REFUSED);
      assertThat(resolve("b.test")).isEqualTo("3 []");
      resolve("a.test");
      assertThat(connect(beyond.one())).isEqualTo(CONNECTED);
    }
  }

  @Test
  void theNextSandboxInASlotStartsWithItsOwnPolicy() {
    names.knows("a.test. 60 IN A " + beyond.one());
    allow(domains("a.test"));
    resolve("a.test");
    network.detach(1);
    network.resume(Map.of(1, domains("a.test")));
    assertThat(connect(beyond.one())).isEqualTo(REFUSED);
  }

  @Test
  void ipv6GoesNowhereEvenWhereASandboxTurnsItOn() {
    for (Namespace each : List.of(sandbox, neighbour)) {
      assertThat(each.run("cat", "/proc/net/if_inet6")).isEmpty();
    }
    for (Namespace each : List.of(sandbox, neighbour)) {
      each.run("sh", "-c", "for f in /proc/sys/net/ipv6/conf/*/disable_ipv6; do echo 0 >$f; done");
    }
    sandbox.ip("addr add fd00:5eb::1/64 dev eth0 nodad\n");
    neighbour.ip("addr add fd00:5eb::2/64 dev eth0 nodad\n");
    try (Namespace.Conversation _ = neighbour.serve(LISTEN6.formatted(Beyond.PORT))) {
      assertThat(neighbour.connect("fd00:5eb::2", Beyond.PORT)).isEqualTo(CONNECTED);
      assertThat(sandbox.connect("fd00:5eb::2", Beyond.PORT)).isNotEqualTo(CONNECTED);
    }
    for (Namespace each : List.of(sandbox, neighbour)) {
      each.run("sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6");
    }
  }

  private static final List<DomainPattern> A_TEST = List.of(DomainPattern.parse("a.test"));
  private static final List<DomainPattern> BOTH =
      List.of(DomainPattern.parse("a.test"), DomainPattern.parse("b.test"));

  /** What Python makes of a connection that is cut: it ends at once. */
  private static final String CUT = "ConnectionResetError";

  private static final String LISTEN =
      """
      import socket
      s = socket.create_server(("0.0.0.0", %d))
      print("ready", flush=True)
      while True: s.accept()
      """;

  private static final String LISTEN6 =
      LISTEN.replace("(\"0.0.0.0\", %d)", "(\"::\", %d), family=socket.AF_INET6");

  private static void allow(NetworkPolicy policy) {
    network.setPolicy(1, policy);
  }

  private static NetworkPolicy networks(String... networks) {
    return NetworkPolicy.listed(
        Arrays.stream(networks).map(Ipv4Network::parse).toList(), List.of());
  }

  private static NetworkPolicy domains(String... domains) {
    return NetworkPolicy.listed(
        List.of(), Arrays.stream(domains).map(DomainPattern::parse).toList());
  }

  private static String connect(String address) {
    return sandbox.connect(address, Beyond.PORT);
  }

  private static ServerSocket listenOnHost() throws IOException {
    return new ServerSocket(0, 10, InetAddress.getByName("0.0.0.0"));
  }

  /** The response code and the addresses that the sandbox gets for a name. */
  private static String resolve(String name) {
    return sandbox.python(RESOLVE.formatted(name, network.resolver().getHostAddress()));
  }

  private static final String RESOLVE =
      """
      import socket
      labels = b"".join(bytes([len(x)]) + x.encode() for x in "%s".split("."))
      query = b"\\x12\\x34\\1\\0\\0\\1" + bytes(6) + labels + b"\\0\\0\\1\\0\\1"
      s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      s.settimeout(5)
      s.sendto(query, ("%s", 53))
      answer = s.recv(4096)
      assert answer[:2] == query[:2]
      found, i = [], len(query)
      def skip(i):
          while answer[i]:
              if answer[i] >= 192: return i + 2
              i += 1 + answer[i]
          return i + 1
      for _ in range(int.from_bytes(answer[6:8], "big")):
          i = skip(i)
          kind, length = answer[i + 1], int.from_bytes(answer[i + 8:i + 10], "big")
          if kind == 1: found.append(socket.inet_ntoa(answer[i + 10:i + 14]))
          i += 10 + length
      print(answer[3] & 15, "[" + ", ".join(found) + "]")
      """;
}
