package dev.sebring.server.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.SystemMetrics;
import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.guest.GuestStats;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ports, metrics, and the environment. */
class SystemTest {
  private static ToolboxServer toolbox;

  @BeforeAll
  static void start() {
    toolbox = new ToolboxServer(true);
  }

  @AfterAll
  static void stop() {
    toolbox.close();
  }

  @Test
  void aPortIsInUseWhileSomethingListens() throws Exception {
    int port;
    try (ServerSocket server = listening()) {
      port = server.getLocalPort();
      assertThat(inUse(port)).isTrue();
      List<Integer> ports = new ArrayList<>();
      toolbox.get("/port").json().path("ports").forEach(each -> ports.add(each.asInt()));
      assertThat(ports).contains(port).isSorted().allMatch(each -> each >= 3000 && each <= 9999);
    }
    assertThat(inUse(port)).isFalse();
    for (String wrong : List.of("2999", "10000", "x", "-1")) {
      Answer refused = toolbox.get("/port/" + wrong + "/in-use");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text("message")).contains("3000 to 9999");
    }
  }

  private static boolean inUse(int port) {
    JsonNode answer = toolbox.get("/port/" + port + "/in-use").json();
    assertThat(answer.path("isInUse").isBoolean()).isTrue();
    return answer.path("isInUse").asBoolean();
  }

  /** On a port of the range that is looked at. */
  private static ServerSocket listening() throws Exception {
    for (int port = 9700; ; port++) {
      try {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
      } catch (BindException e) {
        assertThat(port).isLessThan(9999);
      }
    }
  }

  @Test
  void metricsStayWithinTheSandboxesLimits() {
    Answer answer = toolbox.get("/system/metrics");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode metrics = answer.json();
    JsonNode sandbox = toolbox.control("GET", "").json();
    assertThat(metrics.path("cpuCount").isIntegralNumber()).isTrue();
    assertThat(metrics.path("cpuCount").asInt())
        .isEqualTo((int) Math.ceil(sandbox.path("cpu").asDouble()));
    assertThat(metrics.path("cpuUsedPct").asDouble(-1)).isBetween(0.0, 100.0);
    assertThat(metrics.path("memTotal").asLong())
        .isPositive()
        .isLessThanOrEqualTo((long) (sandbox.path("memory").asDouble() * (1L << 30)));
    assertThat(metrics.path("memUsed").asLong()).isBetween(1L, metrics.path("memTotal").asLong());
    assertThat(metrics.path("diskTotal").asLong())
        .isPositive()
        .isLessThanOrEqualTo((long) (sandbox.path("disk").asDouble() * (1L << 30)));
    assertThat(OffsetDateTime.parse(metrics.path("timestamp").asText()).toEpochSecond())
        .isEqualTo(metrics.path("timestampUnix").asLong());
  }

  @Test
  void theDisksLimitCountsAndNotTheVolumeThatItIsOn() {
    ByteSize volume = ByteSize.ofMib(100_000);
    GuestStats stats =
        new GuestStats(
            64,
            Duration.ZERO,
            ByteSize.ofMib(512),
            ByteSize.ofMib(100),
            ByteSize.ofMib(50),
            volume,
            ByteSize.ofMib(60_000),
            ByteSize.ofMib(40_000),
            3);
    Resources limits = new Resources(1.5, ByteSize.ofMib(1024), ByteSize.ofMib(3000), 100);
    SystemMetrics metrics =
        MetricsEndpoint.of(limits, stats, 130, Optional.of(ByteSize.ofMib(1000)), Instant.EPOCH);
    assertThat(metrics.cpuCount()).isEqualTo(2);
    assertThat(metrics.cpuUsedPct()).isEqualTo(100);
    assertThat(metrics.memTotal()).isEqualTo(512L << 20);
    assertThat(metrics.diskTotal()).isEqualTo(3000L << 20);
    assertThat(metrics.diskUsed()).isEqualTo(1000L << 20);
    assertThat(metrics.diskFree()).isEqualTo(2000L << 20);
  }

  @Test
  void variablesReachTheProcessesThatStartLater() {
    Answer answer =
        toolbox.post("/env", Map.of("set", Map.of("TOKEN", "s_1", "PLAIN", "a b=c", "OLD", "x")));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{}");
    assertThat(shell("echo $TOKEN,$PLAIN,$OLD")).isEqualTo("s_1,a b=c,x\n");
    toolbox.post(
        "/env",
        Map.of("set", Map.of("NEW", "s_2"), "unset", List.of("OLD"), "unsetValuePrefix", "s_"));
    assertThat(shell("echo ${TOKEN-gone},$PLAIN,${OLD-gone},$NEW"))
        .isEqualTo("gone,a b=c,gone,s_2\n");
    assertThat(toolbox.post("/env", Map.of("set", Map.of("A=B", "x"))).status()).isEqualTo(400);
    assertThat(toolbox.post("/env", Map.of("unset", List.of(""))).status()).isEqualTo(400);
    assertThat(toolbox.post("/env", Map.of("set", Map.of("A", "x\0y"))).status()).isEqualTo(400);
  }

  private static String shell(String command) {
    return toolbox.post("/process/execute", Map.of("command", command)).text("result");
  }
}
