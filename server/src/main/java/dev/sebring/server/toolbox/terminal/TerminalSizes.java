package dev.sebring.server.toolbox.terminal;

import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.guest.ProcessRecord;
import dev.sebring.sandbox.guest.TerminalSize;
import dev.sebring.server.http.ApiException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sizes that terminals were given after their creation, as far as this server has seen it: the
 * guest's terminals know their own, but tell nobody. Thread-safe.
 */
public final class TerminalSizes {
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
  public static TerminalSize of(int cols, int rows) {
    if (cols < 1 || cols > MAX || rows < 1 || rows > MAX) {
      throw ApiException.badRequest(
          "bad request: cols and rows must be 1 to " + MAX + ", not " + cols + " and " + rows);
    }
    return new TerminalSize(rows, cols);
  }

  /** Remembers what a process's terminal was given. */
  public synchronized void put(SandboxId sandbox, ProcessRecord process, TerminalSize size) {
    changed.put(key(sandbox, process), size);
  }

  /**
   * What it was given last.
   *
   * @param first at its creation
   */
  public synchronized TerminalSize get(
      SandboxId sandbox, ProcessRecord process, TerminalSize first) {
    return changed.getOrDefault(key(sandbox, process), first);
  }

  private static Key key(SandboxId sandbox, ProcessRecord process) {
    return new Key(sandbox, process.id().value(), process.started());
  }
}
