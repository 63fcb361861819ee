package dev.sebring.tools;

import dev.sebring.api.Config;
import dev.sebring.client.Daytona;
import dev.sebring.client.DaytonaException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A toolkit's connection to its server, and the sandboxes of its sessions. Connects at the first
 * use. This class is thread-safe.
 */
final class Sandboxes implements AutoCloseable {
  private final ToolsConfig config;
  private final String ownSessionId;
  private final Set<SessionSandbox> ofSessions = ConcurrentHashMap.newKeySet();
  private final ReentrantLock connecting = new ReentrantLock();
  private @Nullable Daytona daytona;
  private @Nullable Boolean additions;
  private volatile boolean closed;

  Sandboxes(ToolsConfig config, String ownSessionId) {
    this.config = config;
    this.ownSessionId = ownSessionId;
  }

  SessionSandbox ofSession(String sessionId) {
    SessionSandbox sandbox =
        new SessionSandbox(sessionId, sessionId.equals(ownSessionId), ownSessionId, config, this);
    ofSessions.add(sandbox);
    return sandbox;
  }

  void forget(SessionSandbox sandbox) {
    ofSessions.remove(sandbox);
  }

  Daytona daytona() {
    connecting.lock();
    try {
      requireOpen();
      if (daytona == null) {
        daytona = new Daytona(config.client());
      }
      return daytona;
    } finally {
      connecting.unlock();
    }
  }

  /** Whether the server is ours and has its additions to the wire switched on. */
  boolean additions() {
    connecting.lock();
    try {
      if (additions == null) {
        Config.ServerName server = daytona().server();
        additions = server != null && server.name().equals(Config.ServerName.SEBRING);
      }
      return additions;
    } finally {
      connecting.unlock();
    }
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("these DaytonaTools are closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    DaytonaException first = null;
    for (SessionSandbox sandbox : ofSessions) {
      try {
        sandbox.end();
      } catch (DaytonaException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    disconnect();
    if (first != null) {
      throw first;
    }
  }

  private void disconnect() {
    connecting.lock();
    try {
      if (daytona != null) {
        daytona.close();
      }
    } finally {
      connecting.unlock();
    }
  }
}
