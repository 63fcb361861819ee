package dev.sebring.e2e.tools;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Starts one server with and one without additions for all cases, and stops both after the last.
 */
final class ToolkitServers implements BeforeAllCallback {
  private static final Map<Boolean, ToolkitServer> RUNNING = new HashMap<>();

  static synchronized ToolkitServer get(boolean additions) {
    return RUNNING.computeIfAbsent(additions, ToolkitServers::start);
  }

  private static ToolkitServer start(boolean additions) {
    try {
      return ToolkitServer.start(additions);
    } catch (IOException e) {
      throw new IllegalStateException("the server for the toolkit's cases did not start", e);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(ToolkitServers.class))
        .computeIfAbsent("servers", key -> (AutoCloseable) ToolkitServers::stop);
  }

  private static synchronized void stop() throws Exception {
    for (ToolkitServer server : RUNNING.values()) {
      server.close();
    }
    RUNNING.clear();
  }
}
