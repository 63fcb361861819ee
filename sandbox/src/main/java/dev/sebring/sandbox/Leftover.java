package dev.sebring.sandbox;

import static java.util.Objects.requireNonNull;

/**
 * Something on the host that carries this installation's id but belongs to no known sandbox.
 * Immutable and thread-safe.
 *
 * @param kind what it is, in a word: mount, cgroup, process, link, namespace, directory, volume,
 *     rule
 * @param name as the host shows it: a path, a link's name, a process id
 */
public record Leftover(String kind, String name) {
  public Leftover {
    requireNonNull(kind, "kind");
    requireNonNull(name, "name");
  }
}
