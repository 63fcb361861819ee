package dev.sebring.backends.oci.image;

import dev.sebring.sandbox.Progress;
import java.nio.file.Path;

/** How one snapshot is made. Implementations are thread-safe. */
public interface Recipe {
  /** The snapshot's name as users give it. */
  String snapshot();

  /** Where the result is, built or not: the directory changes when the recipe does. */
  SnapshotTree at(Path snapshots);

  /** Where the result of an earlier version of this recipe is. */
  SnapshotTree named(Path snapshots, String name);

  /** Builds the tree {@code root} in an empty directory. */
  void build(Path directory, Progress progress);
}
