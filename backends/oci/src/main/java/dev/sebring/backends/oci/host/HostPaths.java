package dev.sebring.backends.oci.host;

import static java.util.Objects.requireNonNull;

import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import dev.sebring.sandbox.InstallationId;
import dev.sebring.sandbox.SandboxId;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where everything of one installation is on the host.
 *
 * <pre>
 *   STATE/oci/                        survives a reboot; root only
 *     snapshots/NAME-HASH/            a snapshot's tree, by the hash of its recipe
 *     layers/HASH/                    what the host adds to every sandbox
 *     sandboxes/ID/                   one sandbox: its record, its disk, what the runtime is told
 *   /run/sebring/                     as long as this boot
 *     scratch/                        empty; each sandbox's private mounts are here, seen by it alone
 *     slots/N                         whose the Nth range of host ids is, of all installations
 *     INSTALLATION/runtime/ID/        the OCI runtime's own record
 *     INSTALLATION/sockets/ID         where the guest listens, or is told of connections
 *     INSTALLATION/sockets/ID+N       where we wait for it, for the time of connecting
 * </pre>
 *
 * Immutable and thread-safe.
 */
public record HostPaths(Path state, InstallationId installation) {
  private static final Path RUN = Path.of("/run/sebring");
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> PASSABLE =
      PosixFilePermissions.fromString("rwx--x--x");

  public HostPaths {
    state = requireNonNull(state, "state").toAbsolutePath().normalize().resolve("oci");
    requireNonNull(installation, "installation");
  }

  /** Makes the directories that are missing. */
  public void make() {
    try {
      for (Path passable : Set.of(RUN, scratch())) {
        directory(passable, PASSABLE);
      }
      for (Path hidden :
          Set.of(
              state, snapshots(), layers(), sandboxes(), slots(), ours(), runtime(), sockets())) {
        directory(hidden, PRIVATE);
      }
    } catch (IOException e) {
      throw new BackendException(
          Kind.UNSUPPORTED, "cannot make the directories of the OCI backend: " + e, e);
    }
  }

  /** Removes what is empty of that which ends with this boot. For when no sandbox runs. */
  public void removeEmpty() {
    try {
      for (Path directory : List.of(runtime(), sockets(), ours())) {
        Files.deleteIfExists(directory);
      }
    } catch (DirectoryNotEmptyException inUse) {
      return;
    } catch (IOException e) {
      throw Failures.of("remove " + ours(), e);
    }
  }

  /** Removes those of this boot that are empty; the next use makes them again. */
  public void removeIdle() {
    for (Path directory : List.of(runtime(), sockets(), ours())) {
      try {
        Files.deleteIfExists(directory);
      } catch (DirectoryNotEmptyException inUse) {
        return;
      } catch (IOException e) {
        throw Failures.of("remove " + directory, e);
      }
    }
  }

  private static void directory(Path path, Set<PosixFilePermission> permissions)
      throws IOException {
    Files.createDirectories(path);
    Files.setPosixFilePermissions(path, permissions);
  }

  public Path snapshots() {
    return state.resolve("snapshots");
  }

  public Path layers() {
    return state.resolve("layers");
  }

  public Path sandboxes() {
    return state.resolve("sandboxes");
  }

  public Path sandbox(SandboxId id) {
    return sandboxes().resolve(id.value());
  }

  public Path scratch() {
    return RUN.resolve("scratch");
  }

  public Path slots() {
    return RUN.resolve("slots");
  }

  /** All of this installation's that ends with this boot. */
  public Path ours() {
    return RUN.resolve(installation.value());
  }

  public Path runtime() {
    return ours().resolve("runtime");
  }

  /** Where the runtime keeps its record of a sandbox. */
  public Path record(SandboxId id) {
    return runtime().resolve(id.value());
  }

  public Path sockets() {
    return ours().resolve("sockets");
  }

  public Path socket(SandboxId id) {
    return sockets().resolve(id.value());
  }

  /** A new path beside a guest's socket, for a connection to it. */
  public Path meeting(SandboxId id) {
    return sockets().resolve(id + "+" + Long.toHexString(ThreadLocalRandom.current().nextLong()));
  }

  /** The sandbox that a name in {@link #sockets} is of. */
  public static String ownerOfSocket(String name) {
    return name.split("\\+", 2)[0];
  }

  /** In every cgroup hierarchy, the parent of our sandboxes' groups. */
  public String cgroup() {
    return "/sebring-" + installation;
  }
}
