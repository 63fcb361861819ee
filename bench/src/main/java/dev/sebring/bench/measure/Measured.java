package dev.sebring.bench.measure;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * How one side did. Immutable.
 *
 * @param samples {@code null} if it did not take part
 * @param absence why not
 */
public record Measured(String name, @Nullable Samples samples, @Nullable String absence) {
  public Measured {
    requireNonNull(name, "name");
  }
}
