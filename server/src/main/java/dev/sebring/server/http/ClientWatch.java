package dev.sebring.server.http;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Knows when the client of one request has closed its connection. Thread-safe. */
final class ClientWatch implements AutoCloseable {
  private final ClientWatcher watcher;
  private final @Nullable WatchedEndPoint endPoint;
  private final List<Runnable> actions = new ArrayList<>();
  private boolean bodyRead;
  private boolean left;
  private boolean over;

  ClientWatch(Request request, ClientWatcher watcher) {
    this.watcher = watcher;
    this.endPoint =
        request.getConnectionMetaData().getConnection().getEndPoint()
                instanceof WatchedEndPoint watched
            ? watched
            : null;
    this.bodyRead =
        request.getLength() == 0
            || (!request.getHeaders().contains(HttpHeader.CONTENT_LENGTH)
                && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING));
    request.addFailureListener(failure -> left());
  }

  /** Runs something when the client leaves, now if it has. */
  void add(Runnable action) {
    synchronized (this) {
      if (!left) {
        actions.add(action);
        watchIfDue();
        return;
      }
    }
    action.run();
  }

  /**
   * The body has been read to its end: nobody reads the connection until the answer is complete.
   */
  synchronized void bodyEnded() {
    bodyRead = true;
    watchIfDue();
  }

  private void watchIfDue() {
    if (endPoint != null && bodyRead && !over && !actions.isEmpty()) {
      endPoint.setWatched(true);
      watcher.add(this);
    }
  }

  /** Called again and again while it is watched. */
  void look() {
    if (endPoint != null && endPoint.looksClosed()) {
      left();
    }
  }

  private void left() {
    List<Runnable> todo;
    synchronized (this) {
      left = true;
      todo = List.copyOf(actions);
      actions.clear();
    }
    todo.forEach(Runnable::run);
  }

  /** The answer is complete: Jetty reads the connection again. */
  @Override
  public synchronized void close() {
    over = true;
    actions.clear();
    watcher.remove(this);
    if (endPoint != null) {
      endPoint.setWatched(false);
    }
  }
}
