package dev.sebring.client;

import com.fasterxml.jackson.databind.JavaType;
import dev.sebring.api.ApiKey;
import dev.sebring.api.CreateApiKey;
import dev.sebring.api.CreatedApiKey;
import dev.sebring.api.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of a server (Daytona API v0, contract 6.10). This class is thread-safe. */
public final class ApiKeys {
  private static final JavaType LIST =
      Json.mapper().getTypeFactory().constructCollectionType(List.class, ApiKey.class);

  private final Daytona daytona;

  ApiKeys(Daytona daytona) {
    this.daytona = daytona;
  }

  /**
   * A new key. Its text is in this answer only.
   *
   * @param name to revoke it by
   * @param permissions such as {@code write:sandboxes}; the caller's own key must have them
   * @param expiresAt {@code null}: never
   * @throws DaytonaConflictException if the name is taken
   */
  public CreatedApiKey create(String name, List<String> permissions, @Nullable Instant expiresAt) {
    Operation operation =
        operation("create the API key \"" + name + "\"", "POST", "")
            .body(Body.json(new CreateApiKey(name, permissions, expiresAt)));
    return daytona.transport().call(operation, daytona.address(), CreatedApiKey.class);
  }

  /** All keys, their texts masked. */
  public List<ApiKey> list() {
    return daytona.transport().call(operation("list API keys", "GET", ""), daytona.address(), LIST);
  }

  /**
   * Makes a key worthless.
   *
   * @throws DaytonaNotFoundException if there is none with this name
   */
  public void revoke(String name) {
    Operation operation =
        operation("revoke the API key \"" + name + "\"", "DELETE", "/" + Operation.encode(name));
    daytona.transport().bytes(operation, daytona.address());
  }

  private Operation operation(String what, String method, String rest) {
    return Operation.of(what, method, "/api-keys" + rest, daytona.config().timeout());
  }
}
