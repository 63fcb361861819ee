package dev.sebring.server.control;

import dev.sebring.api.HostDifference;
import dev.sebring.server.http.Operation;
import dev.sebring.server.http.Routes;
import dev.sebring.server.lifecycle.Sandboxes;

/** {@code /host}: our addition, for whoever runs the server. Thread-safe. */
final class HostEndpoints {
  private final Sandboxes sandboxes;

  HostEndpoints(Sandboxes sandboxes) {
    this.sandboxes = sandboxes;
  }

  void addTo(Routes routes) {
    routes.get(
        "/host/differences",
        Operation.of("What the host and the store do not agree about")
            .answersListOf(HostDifference.class),
        exchange -> exchange.answer(sandboxes.differences()));
  }
}
