package dev.sebring.server;

import static java.util.Objects.requireNonNull;

import dev.sebring.sandbox.Backend;
import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.Progress;
import dev.sebring.server.control.ControlPlane;
import dev.sebring.server.control.Installation;
import dev.sebring.server.gateway.Gateway;
import dev.sebring.server.gateway.SandboxFailures;
import dev.sebring.server.gateway.SignedUrls;
import dev.sebring.server.http.BearerAuthentication;
import dev.sebring.server.http.ErrorAnswers;
import dev.sebring.server.http.Operation;
import dev.sebring.server.http.Route;
import dev.sebring.server.http.Router;
import dev.sebring.server.http.Routes;
import dev.sebring.server.http.WebServer;
import dev.sebring.server.keys.ApiKeys;
import dev.sebring.server.keys.KeyText;
import dev.sebring.server.keys.Permissions;
import dev.sebring.server.keys.SigningKeys;
import dev.sebring.server.lifecycle.SandboxEnvironment;
import dev.sebring.server.lifecycle.Sandboxes;
import dev.sebring.server.lifecycle.Snapshots;
import dev.sebring.server.lifecycle.Sweeper;
import dev.sebring.server.openapi.OpenApiDocument;
import dev.sebring.server.state.RunningServer;
import dev.sebring.server.state.StateDirectory;
import dev.sebring.server.store.Database;
import dev.sebring.server.store.KeyStore;
import dev.sebring.server.store.SandboxStore;
import dev.sebring.server.store.SettingStore;
import dev.sebring.server.store.SigningKeyStore;
import dev.sebring.server.toolbox.Toolbox;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The sandbox server: it speaks the Daytona v0 API over a {@link Backend}. Closing it ends the
 * server, never a sandbox. No global state: several run in one JVM on state directories of their
 * own. Thread-safe.
 */
public final class SebringServer implements AutoCloseable {
  private final Shutdown shutdown;
  private final Snapshots snapshots;
  private final ServerConfig config;
  private final URI url;
  private final KeyText apiKey;

  private SebringServer(ServerConfig config, Shutdown shutdown) throws IOException {
    this.config = config;
    this.shutdown = shutdown;
    StateDirectory state = shutdown.add(StateDirectory.take(config.stateDirectory()));
    Database database = shutdown.add(Database.open(state.database()));
    ApiKeys keys = new ApiKeys(new KeyStore(database), config.clock());
    this.apiKey = key(keys, state, config);
    Backend backend =
        shutdown.add(config.backend().open(config.stateDirectory(), state.installationId()));
    Installation installation = installation(config, state, new SettingStore(database));
    this.snapshots = new Snapshots(backend);
    Sandboxes sandboxes =
        new Sandboxes(
            backend,
            new SandboxStore(database),
            snapshots,
            new SandboxEnvironment(installation.organizationId()),
            config.clock());
    shutdown.add(sandboxes);
    sandboxes.reconcile();
    Sweeper sweeper = shutdown.add(sandboxes.sweeper());
    sweeper.start(config.sweepPeriod());
    SigningKeys signingKeys = new SigningKeys(new SigningKeyStore(database), config.clock());
    Router router = router(config, installation, sandboxes, keys, signingKeys, state);
    ErrorAnswers errors = new ErrorAnswers(config.clock(), List.of(SandboxFailures::translate));
    WebServer web = shutdown.add(WebServer.start(config.address(), router, errors));
    this.url = web.url();
    state.announce(
        new RunningServer(url.toString(), apiKey.value(), ProcessHandle.current().pid()));
  }

  /**
   * Starts a server: takes the state directory, brings the sandboxes there into order, and listens.
   *
   * @throws dev.sebring.server.state.AlreadyRunningException if another server owns the directory;
   *     it says where
   * @throws IOException if the directory cannot be used or the address not be listened on
   * @throws dev.sebring.sandbox.BackendException if this host cannot run the backend
   */
  public static SebringServer start(ServerConfig config) throws IOException {
    requireNonNull(config, "config");
    Shutdown shutdown = new Shutdown();
    try {
      return new SebringServer(config, shutdown);
    } catch (IOException | RuntimeException | Error e) {
      shutdown.closeAfter(e);
      throw e;
    }
  }

  private static KeyText key(ApiKeys keys, StateDirectory state, ServerConfig config)
      throws IOException {
    if (config.apiKey() != null) {
      KeyText given = new KeyText(config.apiKey());
      if (!keys.knows(given)) {
        keys.put("given", given, Permissions.ALL, null);
      }
      return given;
    }
    Optional<KeyText> kept = state.apiKey().map(KeyText::new).filter(keys::knows);
    if (kept.isPresent()) {
      return kept.get();
    }
    KeyText made = KeyText.random();
    state.writeApiKey(made.value());
    keys.put("default", made, Permissions.ALL, null);
    return made;
  }

  private static Installation installation(
      ServerConfig config, StateDirectory state, SettingStore settings) {
    return new Installation(
        ServerVersion.read(),
        state.installationId().value(),
        settings.getOrMake("organization-id", () -> UUID.randomUUID().toString()),
        config.region(),
        config.snapshot(),
        config.publicUrl(),
        Instant.parse(settings.getOrMake("created-at", () -> config.clock().instant().toString())),
        config.additions());
  }

  private static Router router(
      ServerConfig config,
      Installation installation,
      Sandboxes sandboxes,
      ApiKeys keys,
      SigningKeys signingKeys,
      StateDirectory state) {
    Router router = new Router();
    BearerAuthentication authentication = new BearerAuthentication(keys);
    router.guard("/api", authentication::guard);
    router.guard("/toolbox", authentication::guard);
    ByteSize disk = new ByteSize(state.path().toFile().getTotalSpace());
    new ControlPlane(installation, sandboxes, keys, signingKeys, disk)
        .addTo(guarded(router.part("/api", false), authentication), router.part("/api", true));
    Routes inToolbox = router.part("/toolbox/{" + Gateway.SANDBOX_ID + "}", false);
    SignedUrls signed = new SignedUrls(authentication, sandboxes, signingKeys);
    Routes toolbox =
        (method, template, operation, endpoint) ->
            inToolbox.add(method, template, operation, signed.guard(method, template, endpoint));
    Toolbox.addTo(
        new Gateway(sandboxes, config.additions()).routes(toolbox), installation.version());
    addDocument(router, installation.version());
    return router;
  }

  /** The OpenAPI document of all routes that are there by now. */
  private static void addDocument(Router router, String version) {
    List<Route> described = router.routes();
    router
        .part("/api", true)
        .get(
            "/openapi.json",
            Operation.of("This server's routes as an OpenAPI document")
                .answersBytes("application/json"),
            exchange -> exchange.answer(OpenApiDocument.of(version, described)));
  }

  private static Routes guarded(Routes routes, BearerAuthentication authentication) {
    return (method, template, operation, endpoint) ->
        routes.add(method, template, operation, authentication.guard(endpoint));
  }

  /**
   * Makes the default snapshot ready before the first sandbox needs it, which may take minutes the
   * first time on a host.
   *
   * @throws dev.sebring.sandbox.BackendException if it cannot be built here
   */
  public void prepare(Progress progress) {
    snapshots.prepare(config.snapshot(), progress);
  }

  /**
   * Where it listens, without a path, e.g. {@code http://127.0.0.1:3986}. Clients use {@link
   * #apiUrl}.
   */
  public URI url() {
    return url;
  }

  /** What {@code DAYTONA_API_URL} is to be for clients of this host. */
  public URI apiUrl() {
    return url.resolve("/api");
  }

  /** A key with all permissions: the given one, or the generated. */
  public String apiKey() {
    return apiKey.value();
  }

  /**
   * Listens no more and lets go of everything. Sandboxes run on until their lease is over. Does
   * nothing the second time.
   */
  @Override
  public void close() {
    shutdown.close();
  }
}
