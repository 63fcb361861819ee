package dev.sebring.backends.oci.image;

import dev.sebring.backends.oci.host.Failures;
import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.backends.oci.host.Trees;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import dev.sebring.sandbox.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The snapshots of one installation, each in a directory named after its content. A tree is built
 * beside its place and moved there when it is complete, under a lock that holds between processes
 * too: what is there is whole, and a build that was broken off leaves only what the next one
 * removes. Thread-safe.
 */
public final class Snapshots {
  private static final String BUILDING = ".building";
  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

  private final HostPaths paths;
  private final Recipe recipe;

  public Snapshots(HostPaths paths, Recipe recipe) {
    this.paths = paths;
    this.recipe = recipe;
  }

  /** Builds the snapshot unless it is there. */
  public SnapshotTree prepare(String snapshot, Progress progress) {
    if (!snapshot.equals(recipe.snapshot())) {
      throw new BackendException(
          Kind.NOT_FOUND, "no snapshot named " + snapshot + "; there is only " + recipe.snapshot());
    }
    SnapshotTree tree = recipe.at(paths.snapshots());
    if (Files.isDirectory(tree.root())) {
      return tree;
    }
    IN_THIS_PROCESS.lock();
    try (FileChannel file = lockFile(tree.name());
        FileLock lock = lock(file, progress)) {
      if (!Files.isDirectory(tree.root())) {
        build(tree, progress);
      }
      return tree;
    } catch (IOException e) {
      throw Failures.of("build the snapshot " + snapshot, e);
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }

  private static FileLock lock(FileChannel file, Progress progress) throws IOException {
    FileLock free = file.tryLock();
    if (free != null) {
      return free;
    }
    progress.at("waiting for another process that builds it", 0);
    return file.lock();
  }

  /** The tree that a sandbox was made from, which is kept as long as one needs it. */
  public SnapshotTree existing(String name) {
    SnapshotTree tree = recipe.named(paths.snapshots(), name);
    if (!Files.isDirectory(tree.root())) {
      throw new BackendException(
          Kind.NOT_FOUND, "the tree of this sandbox's snapshot is gone: " + tree.root());
    }
    return tree;
  }

  private void build(SnapshotTree tree, Progress progress) throws IOException {
    Path fresh = paths.snapshots().resolve(tree.name() + BUILDING);
    Trees.remove(fresh);
    try {
      Files.createDirectory(fresh);
      recipe.build(fresh, progress);
      Files.move(fresh, tree.root().getParent(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      try {
        Trees.remove(fresh);
      } catch (RuntimeException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  /** What builds that were broken off have left; not those that run, in whatever process. */
  public List<Path> unfinished() {
    try (Stream<Path> all = Files.list(paths.snapshots())) {
      return all.filter(path -> path.toString().endsWith(BUILDING) && isAbandoned(path)).toList();
    } catch (IOException e) {
      throw Failures.of("read " + paths.snapshots(), e);
    }
  }

  private boolean isAbandoned(Path building) {
    String name = building.getFileName().toString();
    if (!IN_THIS_PROCESS.tryLock()) {
      return false;
    }
    try (FileChannel file = lockFile(name.substring(0, name.length() - BUILDING.length()));
        FileLock lock = file.tryLock()) {
      return lock != null && Files.exists(building);
    } catch (IOException e) {
      throw Failures.of("look whether anybody builds " + building, e);
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }

  private FileChannel lockFile(String name) throws IOException {
    return FileChannel.open(
        paths.snapshots().resolve(name + ".lock"),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }
}
