package dev.sebring.server.toolbox.terminal;

import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.guest.TerminalSize;
import dev.sebring.server.http.ApiException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sizes that terminals were given after their creation, as far as this server has seen it: the
 * guest's terminals know their own, but tell nobody. Thread-safe.
 */
final class TerminalSizes {
  private static final int MAX = 1000;
  private static final int MOST = 10_000;

  private final Map<Key, TerminalSize> changed =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TerminalSize> eldest) {
          return size() > MOST;
        }
      };

  private record Key(SandboxId sandbox, long process, Instant started) {}

  /**
   * @throws ApiException 400 if there is no such terminal size
   */
  static TerminalSize of(int cols, int rows) {
    if (cols < 1 || cols > MAX || rows < 1 || rows > MAX) {
      throw ApiException.badRequest(
          "bad request: cols and rows must be 1 to " + MAX + ", not " + cols + " and " + rows);
    }
    return new TerminalSize(rows, cols);
  }

  synchronized void put(SandboxId sandbox, HeldTerminal terminal, TerminalSize size) {
    changed.put(key(sandbox, terminal), size);
  }

  synchronized TerminalSize get(SandboxId sandbox, HeldTerminal terminal) {
    TerminalSize size = changed.get(key(sandbox, terminal));
    return size != null ? size : new TerminalSize(terminal.label().rows(), terminal.label().cols());
  }

  private static Key key(SandboxId sandbox, HeldTerminal terminal) {
    return new Key(sandbox, terminal.shell().id().value(), terminal.shell().started());
  }
}
