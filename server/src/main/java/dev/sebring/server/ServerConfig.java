package dev.sebring.server;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a server is to run. Immutable and thread-safe.
 *
 * @param stateDirectory made where there is none; one server at a time
 * @param backend where its sandboxes run
 * @param address port 0: any that is free
 * @param apiKey an operator's own, at least 16 characters; {@code null}: the one in the state
 *     directory, generated at the first start
 * @param publicUrl where clients reach it if that is not where requests come in, e.g. behind a
 *     proxy, without {@code /api}; {@code null}: there
 * @param region what {@code target} may name
 * @param snapshot what a sandbox is made from when its creator does not say
 * @param additions offer what is ours alone beside the Daytona API; off in tests only
 * @param sweepPeriod how often timers are looked at
 * @param clock for tests
 */
public record ServerConfig(
    Path stateDirectory,
    BackendFactory backend,
    InetSocketAddress address,
    @Nullable String apiKey,
    @Nullable String publicUrl,
    String region,
    String snapshot,
    boolean additions,
    Duration sweepPeriod,
    Clock clock) {

  /** The port of {@code sebring serve}. */
  public static final int DEFAULT_PORT = 3986;

  /**
   * @throws IllegalArgumentException if {@code publicUrl} is not an HTTP URL
   */
  public ServerConfig {
    requireNonNull(stateDirectory, "stateDirectory");
    requireNonNull(backend, "backend");
    requireNonNull(address, "address");
    requireNonNull(region, "region");
    requireNonNull(snapshot, "snapshot");
    requireNonNull(sweepPeriod, "sweepPeriod");
    requireNonNull(clock, "clock");
    if (publicUrl != null) {
      if (!publicUrl.startsWith("http://") && !publicUrl.startsWith("https://")) {
        throw new IllegalArgumentException("publicUrl is not an HTTP URL: " + publicUrl);
      }
      publicUrl =
          publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
    }
  }

  /**
   * On a free port of the loopback address, with a generated key, additions on, timers looked at
   * every 10 seconds.
   */
  public static ServerConfig of(Path stateDirectory, BackendFactory backend) {
    return new ServerConfig(
        stateDirectory,
        backend,
        new InetSocketAddress("127.0.0.1", 0),
        null,
        null,
        "local",
        "default",
        true,
        Duration.ofSeconds(10),
        Clock.systemUTC());
  }

  public ServerConfig withAddress(InetSocketAddress newAddress) {
    return new ServerConfig(
        stateDirectory,
        backend,
        newAddress,
        apiKey,
        publicUrl,
        region,
        snapshot,
        additions,
        sweepPeriod,
        clock);
  }

  public ServerConfig withApiKey(@Nullable String newApiKey) {
    return new ServerConfig(
        stateDirectory,
        backend,
        address,
        newApiKey,
        publicUrl,
        region,
        snapshot,
        additions,
        sweepPeriod,
        clock);
  }

  public ServerConfig withPublicUrl(@Nullable String newPublicUrl) {
    return new ServerConfig(
        stateDirectory,
        backend,
        address,
        apiKey,
        newPublicUrl,
        region,
        snapshot,
        additions,
        sweepPeriod,
        clock);
  }

  public ServerConfig withSnapshot(String newSnapshot) {
    return new ServerConfig(
        stateDirectory,
        backend,
        address,
        apiKey,
        publicUrl,
        region,
        newSnapshot,
        additions,
        sweepPeriod,
        clock);
  }

  public ServerConfig withAdditions(boolean newAdditions) {
    return new ServerConfig(
        stateDirectory,
        backend,
        address,
        apiKey,
        publicUrl,
        region,
        snapshot,
        newAdditions,
        sweepPeriod,
        clock);
  }

  public ServerConfig withClock(Clock newClock) {
    return new ServerConfig(
        stateDirectory,
        backend,
        address,
        apiKey,
        publicUrl,
        region,
        snapshot,
        additions,
        sweepPeriod,
        newClock);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ServerConfig[stateDirectory=" + stateDirectory + ", address=" + address + "]";
  }
}
