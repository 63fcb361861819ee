package dev.sebring.server.control;

import dev.sebring.api.Organization;
import dev.sebring.api.User;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import dev.sebring.server.http.Routes;
import dev.sebring.server.keys.ApiKeys;
import java.util.List;
import java.util.Map;

/** {@code /users/me} and {@code /organizations}: there is one of each. Thread-safe. */
final class AccountEndpoints {
  private final Installation installation;
  private final HostLimits limits;

  AccountEndpoints(Installation installation, HostLimits limits) {
    this.installation = installation;
    this.limits = limits;
  }

  void addTo(Routes routes) {
    routes.get(
        "/users/me",
        Operation.of("The user of the API key").answers(User.class),
        exchange ->
            exchange.answer(
                new User(ApiKeys.OWNER, "Owner", "", false, List.of(), installation.createdAt())));
    routes.get(
        "/organizations",
        Operation.of("The organizations of the user").answersListOf(Organization.class),
        exchange -> exchange.answer(List.of(organization())));
    routes.get(
        "/organizations/{organizationId}",
        Operation.of("Get an organization").answers(Organization.class),
        this::get);
  }

  private void get(Exchange exchange) {
    String id = exchange.pathParameter("organizationId");
    if (!id.equals(installation.organizationId())) {
      throw ApiException.forbidden(
          "the API key does not belong to organization "
              + id
              + "; its own is "
              + installation.organizationId());
    }
    exchange.answer(organization());
  }

  private Organization organization() {
    return new Organization(
        installation.organizationId(),
        "Sebring",
        ApiKeys.OWNER,
        true,
        installation.createdAt(),
        installation.createdAt(),
        false,
        null,
        null,
        null,
        0,
        limits.cpus(),
        (int) SandboxView.gib(limits.memory()),
        (int) SandboxView.gib(limits.disk()),
        0,
        0,
        0,
        false,
        false,
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        Map.of(),
        null,
        installation.region());
  }
}
