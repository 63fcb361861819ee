package dev.sebring.server.control;

import dev.sebring.api.Config;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import dev.sebring.server.http.Routes;
import java.util.Map;

/** What needs no key: {@code /health} and {@code /config}. Thread-safe. */
final class ConfigEndpoints {
  private final Installation installation;

  ConfigEndpoints(Installation installation) {
    this.installation = installation;
  }

  void addTo(Routes routes) {
    routes.get(
        "/health",
        Operation.of("Whether the server answers").answers(Health.class),
        exchange -> exchange.answer(new Health("ok", installation.version())));
    routes.get(
        "/config", Operation.of("What clients need to know").answers(Config.class), this::config);
  }

  /**
   * The answer of {@code GET /health}.
   *
   * @param status {@code ok}
   * @param version of the server
   */
  record Health(String status, String version) {}

  private void config(Exchange exchange) {
    String url = installation.url(exchange);
    String host = url.substring(url.indexOf("://") + 3);
    exchange.answer(
        new Config(
            installation.version(),
            new Config.Oidc("", "", ""),
            false,
            Map.of(),
            url.substring(0, url.indexOf("://")) + "://{{PORT}}-{{sandboxId}}." + host,
            installation.toolboxUrl(exchange),
            installation.defaultSnapshot(),
            url,
            Intervals.MAX_ARCHIVE_MINUTES,
            false,
            "production",
            installation.additions()
                ? new Config.ServerName(Config.ServerName.SEBRING, installation.version())
                : null));
  }
}
