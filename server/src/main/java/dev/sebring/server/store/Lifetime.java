package dev.sebring.server.store;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a sandbox is stopped or deleted without anybody asking. Immutable and thread-safe.
 *
 * @param stopAfter without activity; {@code null}: never
 * @param archiveAfter once stopped; kept for its owner, nothing is archived yet
 * @param deleteAfter once stopped; zero: ephemeral, instead of stopping; {@code null}: never
 * @param destroyAt in any state; {@code null}: never
 */
public record Lifetime(
    @Nullable Duration stopAfter,
    Duration archiveAfter,
    @Nullable Duration deleteAfter,
    @Nullable Instant destroyAt) {

  /** Daytona's defaults: stopped after 15 minutes, archived after 7 days, never deleted. */
  public static final Lifetime DEFAULT =
      new Lifetime(Duration.ofMinutes(15), Duration.ofDays(7), null, null);

  /**
   * @throws IllegalArgumentException if a duration is negative, or {@code stopAfter} is zero
   */
  public Lifetime {
    requireNonNull(archiveAfter, "archiveAfter");
    if (archiveAfter.isNegative()) {
      throw new IllegalArgumentException("archiveAfter is negative: " + archiveAfter);
    }
    if (stopAfter != null && !stopAfter.isPositive()) {
      throw new IllegalArgumentException("stopAfter is not positive: " + stopAfter);
    }
    if (deleteAfter != null && deleteAfter.isNegative()) {
      throw new IllegalArgumentException("deleteAfter is negative: " + deleteAfter);
    }
  }

  /** Deleted instead of stopped. */
  public boolean ephemeral() {
    return deleteAfter != null && deleteAfter.isZero();
  }

  public Optional<Duration> stopAfterIfAny() {
    return Optional.ofNullable(stopAfter);
  }

  public Lifetime withStopAfter(@Nullable Duration newStopAfter) {
    return new Lifetime(newStopAfter, archiveAfter, deleteAfter, destroyAt);
  }

  public Lifetime withArchiveAfter(Duration newArchiveAfter) {
    return new Lifetime(stopAfter, newArchiveAfter, deleteAfter, destroyAt);
  }

  public Lifetime withDeleteAfter(@Nullable Duration newDeleteAfter) {
    return new Lifetime(stopAfter, archiveAfter, newDeleteAfter, destroyAt);
  }

  public Lifetime withDestroyAt(@Nullable Instant newDestroyAt) {
    return new Lifetime(stopAfter, archiveAfter, deleteAfter, newDestroyAt);
  }
}
