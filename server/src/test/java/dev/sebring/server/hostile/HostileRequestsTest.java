package dev.sebring.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.server.toolbox.ToolboxServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that nobody honest sends: each is refused in the contract's shape, and the server serves
 * the next one as before.
 */
class HostileRequestsTest {
  private static ToolboxServer server;
  private static Map<String, String> values;

  @BeforeAll
  static void start() {
    server = new ToolboxServer(true);
    values = Map.of("$KEY", server.apiKey(), "$ID", server.sandbox());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<HostileRequest> requests() {
    return Stream.of(
            HostileTransport.http(),
            HostileTransport.paths(),
            HostileTransport.keys(),
            HostileBodies.types(),
            HostileBodies.documents(),
            HostileBodies.forms(),
            HostileBodies.queries())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void aHostileRequestIsRefusedInTheContractsShape(HostileRequest request) throws IOException {
    RawAnswer.to(server.address(), request.bytes(values)).isAnError(request.status());
    assertThat(server.get("/user-home-dir").status()).isEqualTo(200);
  }

  @Test
  void aThousandOfThemLeaveNothingBehind() throws IOException {
    List<HostileRequest> requests = requests();
    send(requests);
    ProcessFigures before = ProcessFigures.take();
    for (int sent = 0; sent < 1000; sent += requests.size()) {
      send(requests);
    }
    before.assertFlat();
    assertThat(server.sandboxes()).containsExactly(server.sandbox());
  }

  private static void send(List<HostileRequest> requests) throws IOException {
    for (HostileRequest request : requests) {
      RawAnswer.to(server.address(), request.bytes(values)).isAnError(request.status());
    }
  }
}
