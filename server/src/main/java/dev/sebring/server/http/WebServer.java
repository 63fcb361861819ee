package dev.sebring.server.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * Jetty with our router, listening on one address. Each request runs on a virtual thread of its
 * own. Thread-safe.
 */
public final class WebServer implements AutoCloseable {
  /**
   * How long a connection may be silent between requests, or in the middle of one while its body is
   * awaited.
   */
  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(10);

  private static final int MAX_HEADER_BYTES = 64 * 1024;

  /**
   * Of calls at the same time. Jetty's own limit is 200, and so many that wait (for a long command,
   * for a slow client's body) would keep everybody else out.
   */
  private static final int UNLIMITED = 0;

  private final Server server;
  private final ServerConnector connector;

  private WebServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Listens.
   *
   * @param address port 0: any that is free
   * @throws IOException if the address cannot be listened on; the message names it
   */
  public static WebServer start(InetSocketAddress address, Router router, ErrorAnswers errors)
      throws IOException {
    return start(address, router, errors, IDLE_TIMEOUT);
  }

  static WebServer start(
      InetSocketAddress address, Router router, ErrorAnswers errors, Duration idleTimeout)
      throws IOException {
    requireNonNull(address, "address");
    // A daemon, as its threads are: in a program that embeds it, the server ends with the program.
    Server server =
        new Server(
            new VirtualThreadPool(UNLIMITED),
            new ScheduledExecutorScheduler("sebring-timer", true),
            null);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, WatchedEndPoint.connections(configuration()));
    connector.setHost(address.getHostString());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(idleTimeout.toMillis());
    server.addConnector(connector);
    server.setHandler(new Dispatcher(router, errors, new WebSockets(server)));
    server.setErrorHandler(new MalformedRequests(errors));
    server.setStopTimeout(0);
    WebServer started = new WebServer(server, connector);
    try {
      server.start();
    } catch (Exception e) {
      try {
        started.close();
      } catch (RuntimeException second) {
        e.addSuppressed(second);
      }
      throw new IOException(
          "cannot listen on "
              + address.getHostString()
              + ":"
              + address.getPort()
              + " ("
              + e.getMessage()
              + "): choose another port, or end what uses this one",
          e);
    }
    return started;
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    // Segments are split and decoded by our router from the raw path, and no path leads to a file.
    configuration.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "sebring",
            EnumSet.of(
                    UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                    UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                    UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
                    UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
                    UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS)
                .toArray(UriCompliance.Violation[]::new)));
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
    return configuration;
  }

  /** Where it listens: an address and the port in use. */
  public InetSocketAddress address() {
    return new InetSocketAddress(connector.getHost(), connector.getLocalPort());
  }

  /** The URL that clients on this host use, without a path. */
  public URI url() {
    String host = connector.getHost();
    boolean any = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
    String reachable =
        any ? "127.0.0.1" : host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return URI.create("http://" + reachable + ":" + connector.getLocalPort());
  }

  /** Stops listening and cuts every connection. Does nothing the second time. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server did not stop: " + e.getMessage(), e);
    }
  }
}
