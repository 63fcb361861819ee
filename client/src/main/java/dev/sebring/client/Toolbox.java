package dev.sebring.client;

import com.fasterxml.jackson.databind.JavaType;
import dev.sebring.api.Url;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls that go to one sandbox's toolbox: its address, which the sandbox tells (Daytona API v0,
 * contract 1.3). This class is thread-safe.
 */
final class Toolbox implements Address {
  private final Daytona daytona;
  private final Sandbox sandbox;
  private volatile @Nullable String askedUrl;

  Toolbox(Daytona daytona, Sandbox sandbox) {
    this.daytona = daytona;
    this.sandbox = sandbox;
  }

  @Override
  public Endpoint current() {
    String base = sandbox.getData().toolboxProxyUrl();
    if (base.isEmpty()) {
      base = askedUrl();
    }
    String trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return new Endpoint(
        URI.create(trimmed + "/" + sandbox.getId()), daytona.address().current().apiKey());
  }

  private String askedUrl() {
    String known = askedUrl;
    if (known == null) {
      String path = "/sandbox/" + Operation.encode(sandbox.getId()) + "/toolbox-proxy-url";
      Operation operation =
          Operation.of("find the toolbox of sandbox " + sandbox.getId(), "GET", path, timeout());
      known = daytona.transport().call(operation, daytona.address(), Url.class).url();
      askedUrl = known;
    }
    return known;
  }

  @Override
  public boolean relocate(Endpoint unreachable) {
    if (!daytona.address().relocate(daytona.address().current())) {
      return false;
    }
    askedUrl = null;
    sandbox.refreshData();
    return true;
  }

  Duration timeout() {
    return daytona.config().timeout();
  }

  Operation operation(String what, String method, String path) {
    return operation(what, method, path, timeout());
  }

  Operation operation(String what, String method, String path, Duration timeout) {
    return Operation.of(what + " in sandbox " + sandbox.getId(), method, path, timeout);
  }

  <T> T call(String what, String method, String path, Class<T> type) {
    return call(operation(what, method, path), type);
  }

  <T> T call(Operation operation, Class<T> type) {
    return daytona.transport().call(operation, this, type);
  }

  <T> T call(Operation operation, JavaType type) {
    return daytona.transport().call(operation, this, type);
  }

  byte[] bytes(Operation operation) {
    return daytona.transport().bytes(operation, this);
  }

  InputStream stream(Operation operation) {
    return daytona.transport().stream(operation, this);
  }

  MessageSocket socket(Operation operation, List<String> protocols) {
    return daytona.transport().webSockets().open(operation, this, protocols);
  }
}
