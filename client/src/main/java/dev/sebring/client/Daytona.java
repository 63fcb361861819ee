package dev.sebring.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.Config;
import dev.sebring.api.CreateSandbox;
import dev.sebring.api.HostDifference;
import dev.sebring.api.Json;
import dev.sebring.api.SandboxList;
import dev.sebring.api.SandboxListItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A client of a sandbox server that speaks the Daytona v0 API: creates, finds and lists sandboxes.
 *
 * <pre>{@code
 * try (Daytona daytona = new Daytona()) {
 *   Sandbox sandbox = daytona.create();
 *   System.out.println(sandbox.getProcess().codeRun("print(6 * 7)").result());
 *   sandbox.delete();
 * }
 * }</pre>
 *
 * <p>Calls block, and end with a {@link DaytonaException} when they do not work. This class is
 * thread-safe; one is enough for a program.
 */
public final class Daytona implements AutoCloseable {
  static final String VERSION = "0.1.0";

  private final DaytonaConfig config;
  private final Address address;
  private final Transport transport;
  private final @Nullable ServerConnection connection;
  private final @Nullable String target;

  /** A client that the environment configures, see {@link DaytonaConfig}. */
  public Daytona() {
    this(DaytonaConfig.builder().build());
  }

  /**
   * A client of the configured server; where neither a key nor an address is given, of the one that
   * a {@link ServerProvider} starts.
   *
   * @throws DaytonaException if there is no server to use; the message says what to set
   */
  public Daytona(DaytonaConfig config) {
    this(config, ServerLookup.standard());
  }

  Daytona(DaytonaConfig config, ServerLookup lookup) {
    this.config = Objects.requireNonNull(config, "config");
    this.target = lookup.target(config);
    this.transport = new Transport(HttpClients.of(config), headers(config));
    Endpoint configured = lookup.configured(config);
    this.connection = configured == null ? lookup.embedded() : null;
    this.address =
        connection != null
            ? Address.of(connection)
            : Address.fixed(Objects.requireNonNull(configured));
  }

  private static Map<String, String> headers(DaytonaConfig config) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    headers.put("User-Agent", "sebring-java/" + VERSION);
    headers.put("X-Daytona-Source", "sebring-java");
    if (config.organizationId() != null) {
      headers.put("X-Daytona-Organization-ID", config.organizationId());
    }
    return headers;
  }

  /** A started sandbox of the server's default snapshot, for Python. */
  public Sandbox create() {
    return create(CreateSandboxParams.builder().build());
  }

  /** A started sandbox, within this client's timeout. */
  public Sandbox create(CreateSandboxParams params) {
    return create(params, config.timeout());
  }

  /**
   * A started sandbox.
   *
   * @param timeout until it is started; zero: none
   * @throws DaytonaConflictException if the name is taken
   * @throws DaytonaTimeoutException if it is not started in time; it may exist all the same, and
   *     with a name it can be found
   */
  public Sandbox create(CreateSandboxParams params, Duration timeout) {
    CreateSandbox request = params.toRequest(target);
    String what =
        request.name() == null ? "create a sandbox" : "create sandbox \"" + request.name() + "\"";
    Deadline deadline = Deadline.in(timeout);
    Operation operation = Operation.of(what, "POST", "/sandbox", timeout).body(Body.json(request));
    Sandbox sandbox =
        new Sandbox(this, transport.call(operation, address, dev.sebring.api.Sandbox.class));
    sandbox.waitUntilStarted(deadline);
    return sandbox;
  }

  /**
   * A sandbox by its id or name.
   *
   * @throws DaytonaNotFoundException if there is none
   */
  public Sandbox get(String idOrName) {
    return new Sandbox(this, fetch(idOrName));
  }

  dev.sebring.api.Sandbox fetch(String idOrName) {
    Operation operation =
        Operation.of(
            "get sandbox " + idOrName,
            "GET",
            "/sandbox/" + Operation.encode(idOrName),
            config.timeout());
    return transport.call(operation, address, dev.sebring.api.Sandbox.class);
  }

  /** All sandboxes that carry all these labels; every sandbox for an empty map. Reads all pages. */
  public List<SandboxListItem> list(Map<String, String> labels) {
    List<SandboxListItem> all = new ArrayList<>();
    String cursor = null;
    do {
      SandboxList page = page(labels, cursor);
      all.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null);
    return List.copyOf(all);
  }

  private SandboxList page(Map<String, String> labels, @Nullable String cursor) {
    Operation operation = Operation.of("list sandboxes", "GET", "/sandbox", config.timeout());
    if (!labels.isEmpty()) {
      operation = operation.query("labels", Json.write(labels));
    }
    if (cursor != null) {
      operation = operation.query("cursor", cursor);
    }
    return transport.call(operation, address, SandboxList.class);
  }

  /**
   * What a server's host and its store do not agree about: things on the host that belong to no
   * sandbox, and sandboxes that only one of both has. Only Sebring's server tells.
   */
  public List<HostDifference> hostDifferences() {
    return transport.call(
        Operation.of("compare host and store", "GET", "/host/differences", config.timeout()),
        address,
        Json.mapper().getTypeFactory().constructCollectionType(List.class, HostDifference.class));
  }

  /** The keys of the server. */
  public ApiKeys getApiKeys() {
    return new ApiKeys(this);
  }

  /**
   * Which server this is, as it names itself; {@code null} for one that does not, such as Daytona's
   * own.
   */
  public Config.@Nullable ServerName server() {
    JsonNode answer =
        transport.call(
            Operation.of("read the server's configuration", "GET", "/config", config.timeout()),
            address,
            JsonNode.class);
    JsonNode name = answer.path("server").path("name");
    JsonNode version = answer.path("server").path("version");
    return name.isTextual() && version.isTextual()
        ? new Config.ServerName(name.asText(), version.asText())
        : null;
  }

  /**
   * Says what becomes of a sandbox when this process ends. Does nothing for a server that runs
   * elsewhere: sandboxes outlive their clients there, and stop after their auto-stop time.
   */
  public void atExit(Sandbox sandbox, ServerConnection.AtExit fate) {
    if (connection != null) {
      connection.atExit(sandbox.getId(), fate);
    }
  }

  DaytonaConfig config() {
    return config;
  }

  Transport transport() {
    return transport;
  }

  Address address() {
    return address;
  }

  /**
   * Gives up the embedded server, if this client uses one. Sandboxes stay. Connections close when
   * idle.
   */
  @Override
  public void close() {
    if (connection != null) {
      connection.close();
    }
  }
}
