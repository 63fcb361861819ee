package dev.sebring.server.http;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Request;

/** Knows when the client of one request has closed its connection. Thread-safe. */
final class ClientWatch {
  private final List<Runnable> actions = new ArrayList<>();
  private boolean left;

  ClientWatch(Request request) {
    request.addFailureListener(failure -> left());
  }

  void add(Runnable action) {
    synchronized (actions) {
      if (!left) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  private void left() {
    List<Runnable> todo;
    synchronized (actions) {
      left = true;
      todo = List.copyOf(actions);
      actions.clear();
    }
    todo.forEach(Runnable::run);
  }
}
