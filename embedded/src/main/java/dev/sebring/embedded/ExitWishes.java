package dev.sebring.embedded;

import dev.sebring.client.Daytona;
import dev.sebring.client.DaytonaConfig;
import dev.sebring.client.DaytonaException;
import dev.sebring.client.DaytonaNotFoundException;
import dev.sebring.client.Endpoint;
import dev.sebring.client.ServerConnection.AtExit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to become of sandboxes when this process ends. Thread-safe.
 *
 * <p>{@code SEBRING_AT_EXIT=delete} deletes what would be stopped: for trials and tests, which
 * leave nothing behind.
 */
final class ExitWishes {
  private static final Logger log = LoggerFactory.getLogger(ExitWishes.class);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final boolean deleteAll;
  private final Map<String, AtExit> wishes = new LinkedHashMap<>();

  ExitWishes(boolean deleteAll) {
    this.deleteAll = deleteAll;
  }

  static ExitWishes ofEnvironment() {
    return new ExitWishes("delete".equals(System.getenv("SEBRING_AT_EXIT")));
  }

  synchronized void put(String sandboxId, AtExit fate) {
    Objects.requireNonNull(sandboxId, "sandboxId");
    wishes.put(sandboxId, fate == AtExit.STOP && deleteAll ? AtExit.DELETE : fate);
  }

  private synchronized Map<String, AtExit> all() {
    return new LinkedHashMap<>(wishes);
  }

  /** Does it; what fails is logged, for nobody is left to hear of it. */
  void fulfil(Endpoint endpoint) {
    Map<String, AtExit> all = all();
    if (all.values().stream().allMatch(AtExit.KEEP::equals)) {
      return;
    }
    DaytonaConfig config =
        DaytonaConfig.builder()
            .apiUrl(endpoint.apiUrl().toString())
            .apiKey(endpoint.apiKey())
            .timeout(LIMIT)
            .build();
    try (Daytona daytona = new Daytona(config)) {
      all.forEach((sandboxId, fate) -> fulfil(daytona, sandboxId, fate));
    }
  }

  private static void fulfil(Daytona daytona, String sandboxId, AtExit fate) {
    try {
      switch (fate) {
        case KEEP -> {}
        case STOP -> daytona.get(sandboxId).stop();
        case DELETE -> daytona.get(sandboxId).delete();
      }
    } catch (DaytonaNotFoundException gone) {
      log.debug("Sandbox {} is gone already", sandboxId);
    } catch (DaytonaException e) {
      log.warn(
          "Sandbox {} was to {} at the end of this process: {}", sandboxId, fate, e.getMessage());
    }
  }
}
