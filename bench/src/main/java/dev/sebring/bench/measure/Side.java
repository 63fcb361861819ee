package dev.sebring.bench.measure;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One of those who take part in a row. Immutable.
 *
 * @param name e.g. "docker exec"
 * @param trial {@code null} if it cannot take part
 * @param absence why it does not, if so
 */
public record Side(String name, @Nullable Trial trial, @Nullable String absence) {
  public Side {
    requireNonNull(name, "name");
  }

  public static Side of(String name, Trial trial) {
    return new Side(name, requireNonNull(trial, "trial"), null);
  }

  public static Side absent(String name, String reason) {
    return new Side(name, null, requireNonNull(reason, "reason"));
  }
}
