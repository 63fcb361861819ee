package dev.sebring.server.toolbox.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Git's own HTTP server, {@code git http-backend}, on loopback, for those with a name and a
 * password.
 */
final class GitHttpServer implements AutoCloseable {
  static final String USER = "ann";

  /** What is looked for: also encoded, as in a URL, a password has it. */
  static final String SECRET = "s3cret-t0ken";

  static final String PASSWORD = SECRET + "-%42";

  private final HttpServer server;
  private final Path repositories;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> credentials = new CopyOnWriteArrayList<>();
  private volatile @Nullable String elsewhere;
  private volatile @Nullable CountDownLatch held;
  private volatile CountDownLatch holding = new CountDownLatch(1);

  GitHttpServer(Path repositories) throws IOException {
    this.repositories = repositories;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url(String repository) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + repository;
  }

  /** The same with the beginning of a URL's authority, such as {@code ann@}. */
  String urlAs(String user, String repository) {
    return url(repository).replace("http://", "http://" + user);
  }

  /** The credentials of all requests that had some. */
  List<String> credentials() {
    return credentials;
  }

  /** Sends everyone to another server from now on. */
  void redirect(String base) {
    elsewhere = base;
  }

  /** Lets every request with credentials wait from now on, until {@link #release}. */
  void hold() {
    holding = new CountDownLatch(1);
    held = new CountDownLatch(1);
  }

  CountDownLatch holding() {
    return holding;
  }

  void release() {
    CountDownLatch latch = held;
    held = null;
    if (latch != null) {
      latch.countDown();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String given = exchange.getRequestHeaders().getFirst("Authorization");
      if (given != null) {
        credentials.add(new String(Base64.getDecoder().decode(given.split(" ")[1]), UTF_8));
      }
      if (elsewhere != null) {
        exchange.getResponseHeaders().add("Location", elsewhere + exchange.getRequestURI());
        exchange.sendResponseHeaders(302, -1);
      } else if (given == null || !credentials.getLast().equals(USER + ":" + PASSWORD)) {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"test\"");
        exchange.sendResponseHeaders(401, -1);
      } else {
        waitIfHeld();
        serve(exchange, body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void waitIfHeld() throws InterruptedException {
    CountDownLatch latch = held;
    if (latch != null) {
      holding.countDown();
      latch.await();
    }
  }

  private void serve(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
    ProcessBuilder backend = new ProcessBuilder("git", "http-backend");
    Map<String, String> environment = backend.environment();
    String query = exchange.getRequestURI().getRawQuery();
    environment.put("GIT_PROJECT_ROOT", repositories.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("REMOTE_USER", USER);
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("PATH_INFO", exchange.getRequestURI().getPath());
    environment.put("QUERY_STRING", query == null ? "" : query);
    environment.put("CONTENT_LENGTH", Integer.toString(body.length));
    put(environment, "CONTENT_TYPE", exchange.getRequestHeaders().getFirst("Content-Type"));
    put(
        environment,
        "HTTP_CONTENT_ENCODING",
        exchange.getRequestHeaders().getFirst("Content-Encoding"));
    put(environment, "GIT_PROTOCOL", exchange.getRequestHeaders().getFirst("Git-Protocol"));
    Process process = backend.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().write(body);
    process.getOutputStream().close();
    byte[] answer = process.getInputStream().readAllBytes();
    process.waitFor();
    send(exchange, answer);
  }

  private static void put(Map<String, String> environment, String name, @Nullable String value) {
    if (value != null) {
      environment.put(name, value);
    }
  }

  private static void send(HttpExchange exchange, byte[] answer) throws IOException {
    int end = new String(answer, ISO_8859_1).indexOf("\r\n\r\n");
    int status = 200;
    for (String line : new String(answer, 0, end, ISO_8859_1).split("\r\n")) {
      String[] header = line.split(": ", 2);
      if (header[0].equals("Status")) {
        status = Integer.parseInt(header[1].substring(0, 3));
      } else {
        exchange.getResponseHeaders().add(header[0], header[1]);
      }
    }
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    rest.write(answer, end + 4, answer.length - end - 4);
    exchange.sendResponseHeaders(status, rest.size() == 0 ? -1 : rest.size());
    exchange.getResponseBody().write(rest.toByteArray());
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
  }
}
