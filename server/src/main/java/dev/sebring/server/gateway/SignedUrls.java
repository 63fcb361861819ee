package dev.sebring.server.gateway;

import static java.util.Objects.requireNonNull;

import dev.sebring.api.ErrorCode;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.BearerAuthentication;
import dev.sebring.server.http.Endpoint;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.keys.SigningKeys;
import dev.sebring.server.lifecycle.LifecycleException;
import dev.sebring.server.lifecycle.Sandboxes;
import java.util.Optional;
import java.util.Set;

/**
 * Lets whoever has a signed URL of a file in, without a key, to that one file with that one method
 * (contract 4.4). Thread-safe.
 */
public final class SignedUrls {
  private static final Set<String> SIGNABLE =
      Set.of("GET /files/download", "POST /files/upload-v2");

  private final BearerAuthentication authentication;
  private final Sandboxes sandboxes;
  private final SigningKeys keys;

  public SignedUrls(BearerAuthentication authentication, Sandboxes sandboxes, SigningKeys keys) {
    this.authentication = requireNonNull(authentication, "authentication");
    this.sandboxes = requireNonNull(sandboxes, "sandboxes");
    this.keys = requireNonNull(keys, "keys");
  }

  /**
   * The endpoint of a toolbox route behind the check of the key, or of a signature where URLs of
   * that route can be signed and the request has no {@code Authorization}.
   */
  public Endpoint guard(String method, String template, Endpoint endpoint) {
    Endpoint guarded = authentication.guard(endpoint);
    if (!SIGNABLE.contains(method + " " + template)) {
      return guarded;
    }
    return exchange -> {
      Optional<String> signature = exchange.query("signature");
      if (signature.isEmpty() || exchange.header("Authorization").isPresent()) {
        guarded.handle(exchange);
        return;
      }
      require(exchange, signature.get());
      endpoint.handle(exchange);
    };
  }

  /** A sandbox that there is not is told like a wrong signature. */
  private void require(Exchange exchange, String signature) {
    boolean valid =
        id(exchange)
            .map(id ->
                keys.isValid(
                    id,
                    exchange.method(),
                    exchange.query("path").orElse(""),
                    exchange.query("expires").orElse(""),
                    signature))
            .orElse(false);
    if (!valid) {
      throw ApiException.unauthorized(
              "the signature of this URL is wrong or has expired, or its key was rotated: ask for a"
                  + " new URL")
          .from(ErrorCode.SOURCE_PROXY);
    }
  }

  private Optional<SandboxId> id(Exchange exchange) {
    try {
      return Optional.of(sandboxes.get(exchange.pathParameter(Gateway.SANDBOX_ID)).id());
    } catch (LifecycleException e) {
      return Optional.empty();
    }
  }
}
