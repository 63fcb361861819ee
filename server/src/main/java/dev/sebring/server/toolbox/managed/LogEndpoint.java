package dev.sebring.server.toolbox.managed;

import dev.sebring.api.ManagedProcess;
import dev.sebring.api.ProcessLogs;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /processes/{processId}/logs}. Thread-safe. */
final class LogEndpoint {
  private LogEndpoint() {}

  static void addTo(ToolboxRoutes routes) {
    routes.get(
        ManagedEndpoints.ONE + "/logs",
        Operation.of(
                "What a process has written since a cursor; followed, as server-sent events until"
                    + " it has ended")
            .query("cursor")
            .query("limit")
            .query("encoding")
            .query("follow")
            .answers(ProcessLogs.class)
            .orStreams(EventStream.MEDIA_TYPE),
        LogEndpoint::logs);
  }

  private static void logs(Exchange exchange, ToolboxContext sandbox) throws IOException {
    boolean base64 = Asked.base64(exchange.query("encoding"));
    String cursor = exchange.query("cursor").orElse("");
    Guest guest = sandbox.guest();
    HeldProcess held = ManagedEndpoints.find(exchange, guest);
    if (exchange.queryFlag("follow")) {
      Supplier<Optional<ManagedProcess>> ended =
          () ->
              HeldProcess.all(guest).stream()
                  .filter(process -> process.process().id().equals(held.process().id()))
                  .findFirst()
                  .map(process -> process.toApi(null));
      new FollowedLog(exchange, guest, held.process(), base64)
          .send(LogPages.offset(cursor, held.process()), ended);
      return;
    }
    long limit = Asked.number(exchange, "limit").orElse((long) LogPages.MAX_FRAMES);
    int frames = Math.clamp(limit, 1, LogPages.MAX_FRAMES);
    exchange.answer(LogPages.read(guest, held.process(), cursor, frames, base64));
  }
}
