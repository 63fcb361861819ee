package dev.sebring.cli.doctor;

import java.util.Objects;

/**
 * Something that the host and the store do not agree about. Immutable and thread-safe.
 *
 * @param kind {@code sandbox}, or as a {@link dev.sebring.sandbox.Leftover} has it: mount, cgroup,
 *     process, link, ...
 * @param name the sandbox's id, or as the host shows it
 * @param where {@code host} or {@code store}: which of both has it, alone
 */
record Difference(String kind, String name, String where) {
  Difference {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(where, "where");
  }
}
