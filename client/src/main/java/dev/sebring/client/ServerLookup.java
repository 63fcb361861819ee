package dev.sebring.client;

import java.net.URI;
import java.util.Iterator;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds the server of a client: the configured one, or one that a {@link ServerProvider} gives. */
final class ServerLookup {
  private static final String CLOUD = "https://app.daytona.io/api";
  private static final String WAYS_OUT =
      "set DAYTONA_API_URL and DAYTONA_API_KEY to use a server elsewhere";

  private final Environment environment;
  private final ClassLoader loader;

  ServerLookup(Environment environment, ClassLoader loader) {
    this.environment = environment;
    this.loader = loader;
  }

  static ServerLookup standard() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return new ServerLookup(
        System::getenv, context != null ? context : ServerLookup.class.getClassLoader());
  }

  /** The configured server; {@code null} if neither an address nor a key is given. */
  @Nullable Endpoint configured(DaytonaConfig config) {
    String key = Environment.first(config.apiKey(), environment.variable(Environment.API_KEY));
    String url =
        config.apiUrl() != null
            ? config.apiUrl().toString()
            : Environment.first(
                environment.variable(Environment.API_URL),
                environment.variable(Environment.OLD_API_URL));
    if (key == null && url == null) {
      return null;
    }
    if (key == null) {
      throw new DaytonaException(
          "There is an address, "
              + url
              + ", but no key to it: set DAYTONA_API_KEY, or give apiKey");
    }
    return new Endpoint(uri(url != null ? url : CLOUD), key);
  }

  @Nullable String target(DaytonaConfig config) {
    return Environment.first(config.target(), environment.variable(Environment.TARGET));
  }

  /**
   * The server of this process or machine.
   *
   * @throws DaytonaException if there is no provider, or none that this Java can load
   */
  ServerConnection embedded() {
    try {
      Iterator<ServerProvider> providers =
          ServiceLoader.load(ServerProvider.class, loader).iterator();
      if (providers.hasNext()) {
        return providers.next().open();
      }
    } catch (UnsupportedClassVersionError e) {
      throw new DaytonaException(
          "The embedded server needs Java 25, and this is Java "
              + Runtime.version().feature()
              + ": "
              + WAYS_OUT
              + ", such as one that `sebring serve` runs",
          e);
    }
    throw new DaytonaException(
        "No sandbox server is configured, and none is on the class path: "
            + WAYS_OUT
            + ", or add dev.sebring:sebring-embedded to the class path");
  }

  private static URI uri(String text) {
    URI uri;
    try {
      uri = URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw new DaytonaException(
          "The address \"" + text + "\" is not a URL: it looks like http://127.0.0.1:3986/api", e);
    }
    if (uri.getScheme() == null
        || uri.getHost() == null
        || !uri.getScheme().matches("(?i)https?")) {
      throw new DaytonaException(
          "The address \""
              + text
              + "\" is not an http or https URL: it looks like http://127.0.0.1:3986/api");
    }
    return uri;
  }
}
