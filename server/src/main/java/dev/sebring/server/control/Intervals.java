package dev.sebring.server.control;

import dev.sebring.server.http.ApiException;
import dev.sebring.server.store.Lifetime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The minutes of the API as durations (contract 6.3). */
final class Intervals {
  /** The longest that a sandbox may wait to be archived: 30 days. */
  static final int MAX_ARCHIVE_MINUTES = 43_200;

  private Intervals() {}

  /** 0: never. */
  static @Nullable Duration stopAfter(int minutes) {
    if (minutes < 0) {
      throw ApiException.badRequest(
          "autoStopInterval must be 0 (never) or more minutes, not " + minutes);
    }
    return minutes == 0 ? null : Duration.ofMinutes(minutes);
  }

  /** 0: at once instead of stopping; negative: never. */
  static @Nullable Duration deleteAfter(int minutes) {
    return minutes < 0 ? null : Duration.ofMinutes(minutes);
  }

  /**
   * Archiving is not there yet: only what asks for nothing before the server's maximum, or for the
   * default, is accepted.
   */
  static Duration archiveAfter(int minutes) {
    if (minutes < 0) {
      throw ApiException.badRequest(
          "autoArchiveInterval must be 0 (the maximum) or more minutes, not " + minutes);
    }
    long effective = minutes == 0 ? MAX_ARCHIVE_MINUTES : Math.min(minutes, MAX_ARCHIVE_MINUTES);
    boolean honoured =
        effective == MAX_ARCHIVE_MINUTES
            || effective == Lifetime.DEFAULT.archiveAfter().toMinutes();
    if (!honoured) {
      throw ApiException.badRequest(
          "autoArchiveInterval "
              + minutes
              + " is not supported: this server does not archive sandboxes yet; leave it out, or"
              + " use 0");
    }
    return Duration.ofMinutes(effective);
  }

  /** 0: no limit. */
  static Duration timeToLive(int minutes) {
    if (minutes < 0) {
      throw ApiException.badRequest(
          "ttlMinutes must be 0 (no limit) or more minutes, not " + minutes);
    }
    return Duration.ofMinutes(minutes);
  }
}
