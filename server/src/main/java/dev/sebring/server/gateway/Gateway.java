package dev.sebring.server.gateway;

import static java.util.Objects.requireNonNull;

import dev.sebring.api.ErrorCode;
import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestLostException;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Routes;
import dev.sebring.server.lifecycle.LifecycleException;
import dev.sebring.server.lifecycle.Sandboxes;
import dev.sebring.server.lifecycle.Usage;
import java.util.Optional;

/** Gives toolbox endpoints their sandbox. Thread-safe. */
public final class Gateway {
  /** The path parameter that names the sandbox. */
  public static final String SANDBOX_ID = "sandboxId";

  private static final String SKIP_ACTIVITY = "X-Daytona-Skip-Last-Activity-Update";

  private final Sandboxes sandboxes;
  private final boolean additions;

  /**
   * @param additions what {@link ToolboxContext#additions} says
   */
  public Gateway(Sandboxes sandboxes, boolean additions) {
    this.sandboxes = requireNonNull(sandboxes, "sandboxes");
    this.additions = additions;
  }

  /**
   * Where toolbox routes are registered.
   *
   * @param below routes under a prefix with the parameter {@link #SANDBOX_ID}, which check the key
   */
  public ToolboxRoutes routes(Routes below) {
    return (method, template, operation, endpoint) ->
        below.add(method, template, operation, exchange -> call(exchange, endpoint));
  }

  private void call(Exchange exchange, ToolboxEndpoint endpoint) throws Exception {
    boolean activity = !"true".equals(exchange.header(SKIP_ACTIVITY).orElse(""));
    Usage usage = use(exchange.pathParameter(SANDBOX_ID), activity);
    exchange.atEnd(usage::close);
    Context context = new Context(usage, additions);
    try {
      endpoint.handle(exchange, context);
    } catch (GuestLostException e) {
      throw explained(e, context);
    }
  }

  /**
   * A connection breaks when its sandbox is stopped or deleted, and then the client is told that
   * instead.
   */
  private static RuntimeException explained(GuestLostException lost, Context context) {
    try {
      context.guest();
      return lost;
    } catch (ApiException why) {
      why.addSuppressed(lost);
      return why;
    }
  }

  private Usage use(String id, boolean activity) {
    try {
      return sandboxes.use(id, activity);
    } catch (LifecycleException e) {
      throw SandboxFailures.of(e).from(ErrorCode.SOURCE_PROXY);
    }
  }

  private record Context(Usage usage, boolean additions) implements ToolboxContext {
    @Override
    public SandboxId id() {
      return usage.sandbox().id();
    }

    @Override
    public Guest guest() {
      try {
        return usage.guest();
      } catch (LifecycleException e) {
        throw SandboxFailures.of(e).from(ErrorCode.SOURCE_PROXY);
      }
    }

    @Override
    public Resources resources() {
      return usage.sandbox().resources();
    }

    @Override
    public String user() {
      return usage.sandbox().user();
    }

    @Override
    public Optional<ByteSize> diskUsed() {
      return usage.diskUsed();
    }

    @Override
    public String workDir() {
      return usage.sandbox().workDir();
    }
  }
}
