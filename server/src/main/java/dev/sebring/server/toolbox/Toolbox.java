package dev.sebring.server.toolbox;

import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.toolbox.files.FileEndpoints;
import dev.sebring.server.toolbox.git.GitEndpoints;
import dev.sebring.server.toolbox.interpreter.InterpreterEndpoints;
import dev.sebring.server.toolbox.lsp.LspEndpoints;
import dev.sebring.server.toolbox.managed.ManagedEndpoints;
import dev.sebring.server.toolbox.process.ProcessEndpoints;
import dev.sebring.server.toolbox.proxy.ProxyEndpoint;
import dev.sebring.server.toolbox.session.SessionEndpoints;
import dev.sebring.server.toolbox.terminal.TerminalEndpoints;

/** All that the toolbox serves. Thread-safe. */
public final class Toolbox {
  private Toolbox() {}

  /**
   * @param version of the server, as {@code /version} tells it
   */
  public static void addTo(ToolboxRoutes routes, String version) {
    ProcessEndpoints.addTo(routes);
    ManagedEndpoints.addTo(routes);
    SessionEndpoints.addTo(routes);
    TerminalEndpoints.addTo(routes);
    InterpreterEndpoints.addTo(routes);
    FileEndpoints.addTo(routes);
    GitEndpoints.addTo(routes);
    LspEndpoints.addTo(routes);
    PlaceEndpoints.addTo(routes, version);
    PortEndpoints.addTo(routes);
    ProxyEndpoint.addTo(routes);
    MetricsEndpoint.addTo(routes);
    EnvironmentEndpoint.addTo(routes);
  }
}
