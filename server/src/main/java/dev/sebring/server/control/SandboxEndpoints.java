package dev.sebring.server.control;

import static dev.sebring.server.keys.Permissions.DELETE_SANDBOXES;
import static dev.sebring.server.keys.Permissions.WRITE_SANDBOXES;

import dev.sebring.api.CreateSandbox;
import dev.sebring.api.Sandbox;
import dev.sebring.api.SandboxLabels;
import dev.sebring.api.SandboxList;
import dev.sebring.api.UpdateSandboxNetworkSettings;
import dev.sebring.api.Url;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import dev.sebring.server.http.Routes;
import dev.sebring.server.lifecycle.NewSandbox;
import dev.sebring.server.lifecycle.Sandboxes;
import dev.sebring.server.store.Lifetime;
import dev.sebring.server.store.SandboxRecord;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** {@code /sandbox...} (contract 6.3 to 6.5). Thread-safe. */
final class SandboxEndpoints {
  private static final String ONE = "/sandbox/{sandboxIdOrName}";

  private final Sandboxes sandboxes;
  private final Installation installation;
  private final CreateRequest createRequest;
  private final SandboxView view;

  /**
   * @param limits of one sandbox
   */
  SandboxEndpoints(Sandboxes sandboxes, Installation installation, HostLimits limits) {
    this.sandboxes = sandboxes;
    this.installation = installation;
    this.createRequest = new CreateRequest(installation, limits);
    this.view = new SandboxView(installation);
  }

  void addTo(Routes routes) {
    routes.post(
        "/sandbox",
        Operation.of("Create a sandbox and wait until it has started")
            .takes(CreateSandbox.class)
            .answers(Sandbox.class),
        this::create);
    routes.get(
        "/sandbox",
        SandboxQuery.operation("List sandboxes").answers(SandboxList.class),
        this::list);
    routes.get(ONE, Operation.of("Get a sandbox").answers(Sandbox.class), this::get);
    routes.delete(
        ONE, Operation.of("Delete a sandbox, in any state").answers(Sandbox.class), this::delete);
    addTransitions(routes);
    addSettings(routes);
    addIntervals(routes);
  }

  private void addTransitions(Routes routes) {
    routes.post(
        ONE + "/start",
        Operation.of("Start a sandbox and wait until it has").answers(Sandbox.class),
        exchange -> answer(exchange, sandboxes.start(writable(exchange))));
    routes.post(
        ONE + "/stop",
        Operation.of("Stop a sandbox; delete it if it is ephemeral")
            .query("force")
            .answers(Sandbox.class),
        exchange ->
            answer(exchange, sandboxes.stop(writable(exchange), exchange.queryFlag("force"))));
    routes.post(
        ONE + "/recover",
        Operation.of("Start a sandbox that is in an error state").answers(Sandbox.class),
        exchange -> answer(exchange, sandboxes.recover(writable(exchange))));
  }

  private void addSettings(Routes routes) {
    routes.put(
        ONE + "/labels",
        Operation.of("Replace all labels").takes(SandboxLabels.class).answers(Sandbox.class),
        exchange -> {
          SandboxLabels labels = exchange.body(SandboxLabels.class);
          answer(exchange, sandboxes.setLabels(writable(exchange), labels.labels()));
        });
    routes.post(
        ONE + "/public/{isPublic}",
        Operation.of("Make its previews public or not").answers(Sandbox.class),
        this::setPublic);
    routes.post(
        ONE + "/network-settings",
        Operation.of("Change where its traffic may go, at once")
            .takes(UpdateSandboxNetworkSettings.class)
            .answers(Sandbox.class),
        this::setNetwork);
    routes.get(
        ONE + "/toolbox-proxy-url",
        Operation.of("Where its toolbox is, without its id").answers(Url.class),
        exchange -> {
          sandboxes.get(id(exchange));
          exchange.answer(new Url(installation.toolboxUrl(exchange)));
        });
    routes.post(
        ONE + "/last-activity",
        Operation.of("Count as activity").answers(201),
        exchange -> {
          sandboxes.touch(writable(exchange));
          exchange.answerEmpty(201);
        });
  }

  private void addIntervals(Routes routes) {
    interval(
        routes,
        "autostop",
        "Stop it after so many minutes without activity; 0: never",
        minutes -> lifetime -> lifetime.withStopAfter(Intervals.stopAfter(minutes)));
    interval(
        routes,
        "autoarchive",
        "Archive it when it has been stopped for so many minutes; 0: the maximum",
        minutes -> lifetime -> lifetime.withArchiveAfter(Intervals.archiveAfter(minutes)));
    interval(
        routes,
        "autodelete",
        "Delete it when it has been stopped for so many minutes; 0: at once, -1: never",
        minutes -> lifetime -> lifetime.withDeleteAfter(Intervals.deleteAfter(minutes)));
    routes.post(
        ONE + "/ttl/{minutes}",
        Operation.of("Delete it so many minutes after its creation; 0: no").answers(Sandbox.class),
        exchange -> {
          Duration time = Intervals.timeToLive(minutes(exchange));
          answer(exchange, sandboxes.setTimeToLive(writable(exchange), time));
        });
  }

  private void interval(
      Routes routes, String name, String summary, IntFunction<UnaryOperator<Lifetime>> change) {
    routes.post(
        ONE + "/" + name + "/{minutes}",
        Operation.of(summary).answers(Sandbox.class),
        exchange -> {
          UnaryOperator<Lifetime> changed = change.apply(minutes(exchange));
          answer(exchange, sandboxes.setLifetime(writable(exchange), changed));
        });
  }

  private void create(Exchange exchange) {
    exchange.caller().require(WRITE_SANDBOXES);
    NewSandbox asked = createRequest.read(exchange.bodyNode());
    AtomicBoolean clientLeft = new AtomicBoolean();
    exchange.whenClientLeaves(() -> clientLeft.set(true));
    SandboxRecord created = sandboxes.create(asked);
    if (clientLeft.get() && asked.name() == null) {
      // Nobody knows its id, and nobody can find it by a name.
      sandboxes.delete(created.id().value());
    }
    answer(exchange, created);
  }

  private void list(Exchange exchange) {
    SandboxPage page = SandboxQuery.read(exchange).page(sandboxes.all());
    exchange.answer(
        new SandboxList(
            page.items().stream()
                .map(record -> dev.sebring.api.SandboxListItem.of(view.of(record, exchange)))
                .toList(),
            page.nextCursor()));
  }

  private void get(Exchange exchange) {
    answer(exchange, sandboxes.get(id(exchange)));
  }

  private void delete(Exchange exchange) {
    exchange.caller().require(DELETE_SANDBOXES);
    answer(exchange, sandboxes.delete(id(exchange)));
  }

  private void setPublic(Exchange exchange) {
    String text = exchange.pathParameter("isPublic");
    if (!text.equals("true") && !text.equals("false")) {
      throw ApiException.badRequest("public must be true or false, not \"" + text + "\"");
    }
    answer(exchange, sandboxes.setPublic(writable(exchange), text.equals("true")));
  }

  private void setNetwork(Exchange exchange) {
    String id = writable(exchange);
    UnaryOperator<NetworkPolicy> change = NetworkFields.change(Fields.of(exchange.bodyNode()));
    answer(exchange, sandboxes.changeNetwork(id, change));
  }

  private static String id(Exchange exchange) {
    return exchange.pathParameter("sandboxIdOrName");
  }

  private static String writable(Exchange exchange) {
    exchange.caller().require(WRITE_SANDBOXES);
    return id(exchange);
  }

  private static int minutes(Exchange exchange) {
    String text = exchange.pathParameter("minutes");
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw ApiException.badRequest("not a whole number of minutes: \"" + text + "\"");
    }
  }

  private void answer(Exchange exchange, SandboxRecord record) {
    exchange.answer(view.of(record, exchange));
  }
}
