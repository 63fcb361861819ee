package dev.sebring.backends.oci.image;

import static java.util.Objects.requireNonNull;

import dev.sebring.sandbox.SnapshotConfig;
import java.nio.file.Path;
import java.util.Map;

/**
 * A snapshot that is ready: the lowest layer of the sandboxes made from it. Immutable and
 * thread-safe.
 *
 * @param name unique for its content; names its directory
 * @param root the tree, owned by ids from 0
 * @param env environment of process 1
 */
public record SnapshotTree(String name, Path root, Map<String, String> env, SnapshotConfig config) {
  public SnapshotTree {
    requireNonNull(name, "name");
    requireNonNull(root, "root");
    env = Map.copyOf(env);
    requireNonNull(config, "config");
  }
}
