package dev.sebring.client;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a client reaches its server. What is {@code null} is read from the environment.
 *
 * @param apiKey {@code DAYTONA_API_KEY} if {@code null}
 * @param apiUrl {@code DAYTONA_API_URL} (or its older name {@code DAYTONA_SERVER_URL}) if {@code
 *     null}; Daytona's cloud if only a key is given
 * @param target the region that sandboxes are created in; {@code DAYTONA_TARGET} if {@code null}
 * @param organizationId sent with each request; {@code null}: the key's own
 * @param timeout of each call, its retries and its whole answer included; zero: none
 * @param connectTimeout for making a connection
 * @param verifySsl whether the server's certificate is checked; without, anyone on the path can
 *     read the key
 */
public record DaytonaConfig(
    @Nullable String apiKey,
    @Nullable URI apiUrl,
    @Nullable String target,
    @Nullable String organizationId,
    Duration timeout,
    Duration connectTimeout,
    boolean verifySsl) {

  public DaytonaConfig {
    Objects.requireNonNull(timeout, "timeout");
    Objects.requireNonNull(connectTimeout, "connectTimeout");
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("timeout is negative: " + timeout);
    }
    if (connectTimeout.isNegative() || connectTimeout.isZero()) {
      throw new IllegalArgumentException("connectTimeout is not positive: " + connectTimeout);
    }
  }

  /**
   * A builder: everything from the environment, 60 s for a call, 10 s for a connection,
   * certificates checked.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** The settings without the key, for logs. */
  @Override
  public String toString() {
    return "DaytonaConfig[apiUrl="
        + apiUrl
        + ", target="
        + target
        + ", timeout="
        + timeout
        + ", verifySsl="
        + verifySsl
        + "]";
  }

  /** Builds a {@link DaytonaConfig}. This class is not thread-safe. */
  public static final class Builder {
    private @Nullable String apiKey;
    private @Nullable URI apiUrl;
    private @Nullable String target;
    private @Nullable String organizationId;
    private Duration timeout = Duration.ofSeconds(60);
    private Duration connectTimeout = Duration.ofSeconds(10);
    private boolean verifySsl = true;

    private Builder() {}

    /** Sets the key; {@code DAYTONA_API_KEY} if {@code null}. */
    public Builder apiKey(@Nullable String value) {
      this.apiKey = value;
      return this;
    }

    /** Sets the address of the control plane; {@code DAYTONA_API_URL} if {@code null}. */
    public Builder apiUrl(@Nullable String value) {
      this.apiUrl = value == null ? null : URI.create(value);
      return this;
    }

    /** Sets the region; {@code DAYTONA_TARGET} if {@code null}. */
    public Builder target(@Nullable String value) {
      this.target = value;
      return this;
    }

    /** Sets the organization; the key's own if {@code null}. */
    public Builder organizationId(@Nullable String value) {
      this.organizationId = value;
      return this;
    }

    /**
     * Sets the time for a call, retries and the whole answer included: 60 s by default, zero for
     * none.
     */
    public Builder timeout(Duration value) {
      this.timeout = value;
      return this;
    }

    /** Sets the time for making a connection: 10 s by default. */
    public Builder connectTimeout(Duration value) {
      this.connectTimeout = value;
      return this;
    }

    /**
     * Sets whether the server's certificate is checked: yes by default. Affects this client only.
     */
    public Builder verifySsl(boolean value) {
      this.verifySsl = value;
      return this;
    }

    /**
     * The settings.
     *
     * @throws IllegalArgumentException if a time is negative
     */
    public DaytonaConfig build() {
      return new DaytonaConfig(
          apiKey, apiUrl, target, organizationId, timeout, connectTimeout, verifySsl);
    }
  }
}
