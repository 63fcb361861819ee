package dev.sebring.e2e.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.api.SandboxListItem;
import dev.sebring.client.Daytona;
import dev.sebring.client.DaytonaConfig;
import dev.sebring.tools.DaytonaTools;
import dev.sebring.tools.DaytonaToolsBuilder;
import dev.sebring.tools.ToolResult;
import dev.sebring.tools.ToolSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A case of the toolkit: a server, a toolkit with a session, and an end that leaves no sandbox. */
@ParameterizedClass(name = "additions: {0}")
@ValueSource(booleans = {true, false})
@ExtendWith({ToolkitServers.class, Degradations.class})
@Timeout(60)
abstract class ToolkitCase {
  @Parameter boolean additions;

  ToolkitServer server;
  DaytonaTools tools;
  ToolSession session;
  private final List<DaytonaTools> opened = new ArrayList<>();

  @BeforeEach
  void openToolkit() {
    server = ToolkitServers.get(additions);
    tools = open(toolkit());
    session = tools.session(newSessionId());
  }

  @AfterEach
  void leaveNothing() {
    opened.forEach(DaytonaTools::close);
    try (Daytona daytona = client()) {
      daytona.list(Map.of()).forEach(sandbox -> daytona.get(sandbox.id()).delete());
      assertThat(daytona.list(Map.of())).isEmpty();
    }
  }

  DaytonaToolsBuilder toolkit() {
    return DaytonaTools.builder().apiUrl(server.apiUrl()).apiKey(server.apiKey());
  }

  DaytonaTools open(DaytonaToolsBuilder builder) {
    DaytonaTools opened = builder.build();
    this.opened.add(opened);
    return opened;
  }

  Daytona client() {
    return new Daytona(
        DaytonaConfig.builder().apiUrl(server.apiUrl()).apiKey(server.apiKey()).build());
  }

  List<SandboxListItem> sandboxes() {
    try (Daytona daytona = client()) {
      return daytona.list(Map.of());
    }
  }

  static String newSessionId() {
    return "session " + UUID.randomUUID();
  }

  ToolResult shell(String command) {
    return session.runShellCommand(command, null);
  }

  /** The exact bytes of a file, in hexadecimal. */
  String hex(String path) {
    return shell("od -An -v -tx1 " + path + " | tr -d ' \\n'").text();
  }
}
