package dev.sebring.server.control;

import static dev.sebring.server.keys.Permissions.WRITE_SANDBOXES;

import dev.sebring.sandbox.SandboxId;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import dev.sebring.server.http.Routes;
import dev.sebring.server.keys.SigningKeys;
import dev.sebring.server.lifecycle.Sandboxes;

/** The key with which a client signs URLs of a sandbox's files (contract 4.4). Thread-safe. */
final class SigningKeyEndpoints {
  private static final String KEY = "/sandbox/{sandboxIdOrName}/signing-key";
  private static final String JSON = "application/json";

  private final Sandboxes sandboxes;
  private final SigningKeys keys;

  SigningKeyEndpoints(Sandboxes sandboxes, SigningKeys keys) {
    this.sandboxes = sandboxes;
    this.keys = keys;
  }

  void addTo(Routes routes) {
    routes.get(
        KEY,
        Operation.of("The key that signs URLs of its files, a JSON text").answersBytes(JSON),
        exchange -> exchange.answer(keys.key(id(exchange))));
    routes.post(
        KEY + "/rotate",
        Operation.of("A new such key; URLs that the old one signed are refused from now on")
            .answersBytes(JSON),
        exchange -> exchange.answer(keys.rotate(id(exchange))));
  }

  /** Who can sign can write files. */
  private SandboxId id(Exchange exchange) {
    exchange.caller().require(WRITE_SANDBOXES);
    return sandboxes.get(exchange.pathParameter("sandboxIdOrName")).id();
  }
}
