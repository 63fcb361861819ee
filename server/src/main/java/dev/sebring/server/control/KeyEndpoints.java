package dev.sebring.server.control;

import dev.sebring.api.ApiKey;
import dev.sebring.api.CreateApiKey;
import dev.sebring.api.CreatedApiKey;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import dev.sebring.server.http.Routes;
import dev.sebring.server.keys.ApiKeys;
import dev.sebring.server.keys.KeyText;
import dev.sebring.server.keys.Permissions;
import dev.sebring.server.store.KeyRecord;

/** {@code /api-keys...} (contract 6.10). Thread-safe. */
final class KeyEndpoints {
  private final ApiKeys keys;

  KeyEndpoints(ApiKeys keys) {
    this.keys = keys;
  }

  void addTo(Routes routes) {
    routes.post(
        "/api-keys",
        Operation.of("Create an API key; its text is in this answer only")
            .takes(CreateApiKey.class)
            .answers(201, CreatedApiKey.class),
        this::create);
    routes.get(
        "/api-keys",
        Operation.of("List the API keys").answersListOf(ApiKey.class),
        exchange -> exchange.answer(keys.all().stream().map(KeyEndpoints::view).toList()));
    routes.get(
        "/api-keys/current",
        Operation.of("The API key of this request").answers(ApiKey.class),
        exchange -> exchange.answer(view(get(exchange.caller().keyName()))));
    routes.get(
        "/api-keys/{name}",
        Operation.of("Get an API key").answers(ApiKey.class),
        exchange -> exchange.answer(view(get(exchange.pathParameter("name")))));
    routes.delete("/api-keys/{name}", Operation.of("Revoke an API key").answers(204), this::revoke);
  }

  private void create(Exchange exchange) {
    exchange.caller().require(Permissions.MANAGE_API_KEYS);
    CreateApiKey asked = exchange.body(CreateApiKey.class);
    if (asked.name().isBlank()) {
      throw ApiException.badRequest("name is blank: give the key a name to revoke it by");
    }
    for (String permission : asked.permissions()) {
      if (!Permissions.ALL.contains(permission)) {
        throw ApiException.badRequest(
            "\"" + permission + "\" is no permission: use some of " + Permissions.ALL);
      }
      exchange.caller().require(permission);
    }
    KeyText text = KeyText.random();
    KeyRecord key =
        keys.create(asked.name(), text, asked.permissions(), asked.expiresAt())
            .orElseThrow(() ->
                ApiException.conflict(
                    "an API key named \""
                        + asked.name()
                        + "\" already exists: choose another name, or revoke it"));
    exchange.answer(
        201,
        new CreatedApiKey(
            key.name(), text.value(), key.createdAt(), key.permissions(), key.expiresAt()));
  }

  private void revoke(Exchange exchange) {
    exchange.caller().require(Permissions.MANAGE_API_KEYS);
    keys.revoke(get(exchange.pathParameter("name")).name());
    exchange.answerEmpty(204);
  }

  private KeyRecord get(String name) {
    return keys.find(name)
        .orElseThrow(() -> ApiException.notFound("API key \"" + name + "\" not found"));
  }

  private static ApiKey view(KeyRecord key) {
    return new ApiKey(
        key.name(),
        key.masked(),
        key.createdAt(),
        key.permissions(),
        key.lastUsedAt(),
        key.expiresAt(),
        ApiKeys.OWNER);
  }
}
