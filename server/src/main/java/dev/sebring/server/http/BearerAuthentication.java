package dev.sebring.server.http;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets only requests with a valid {@code Authorization: Bearer KEY} through. Thread-safe. */
public final class BearerAuthentication {
  private static final Pattern BEARER =
      Pattern.compile("bearer +(\\S+) *", Pattern.CASE_INSENSITIVE);

  private final KeyCheck keys;

  public BearerAuthentication(KeyCheck keys) {
    this.keys = requireNonNull(keys, "keys");
  }

  /** The endpoint behind the check; it finds who calls in {@link Exchange#caller}. */
  public Endpoint guard(Endpoint endpoint) {
    return exchange -> {
      exchange.setCaller(caller(exchange));
      endpoint.handle(exchange);
    };
  }

  private Caller caller(Exchange exchange) {
    String header =
        exchange
            .header("Authorization")
            .orElseThrow(() ->
                ApiException.unauthorized(
                    "no API key: send it as the header \"Authorization: Bearer KEY\""));
    Matcher bearer = BEARER.matcher(header);
    if (!bearer.matches()) {
      throw ApiException.unauthorized("the Authorization header is not of the form \"Bearer KEY\"");
    }
    return keys.check(bearer.group(1))
        .orElseThrow(() ->
            ApiException.unauthorized(
                "the API key is unknown, revoked or expired: check DAYTONA_API_KEY"));
  }
}
