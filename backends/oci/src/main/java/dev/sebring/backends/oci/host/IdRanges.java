package dev.sebring.backends.oci.host;

import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import dev.sebring.sandbox.SandboxId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives each running sandbox of this host, of whatever installation, a range of ids of its own. A
 * range is taken by making the symbolic link {@code slots/N}, which the kernel does for one process
 * only; the link's text says whose it is. Ids on disk start at 0, so a sandbox may get another
 * range each time it starts. Thread-safe.
 */
public final class IdRanges {
  private final HostPaths paths;

  public IdRanges(HostPaths paths) {
    this.paths = paths;
  }

  /** The range of a sandbox: the one it has, or a free one that is its own from now on. */
  public IdRange claim(SandboxId id) {
    Optional<IdRange> held = held(id);
    if (held.isPresent()) {
      return held.get();
    }
    for (int slot = firstGuess(id), tried = 0; tried < IdRange.LAST_SLOT; tried++) {
      if (take(slot, id)) {
        return new IdRange(slot);
      }
      slot = slot % IdRange.LAST_SLOT + 1;
    }
    throw new BackendException(
        Kind.EXHAUSTED,
        "all "
            + IdRange.LAST_SLOT
            + " ranges of host ids are taken (see "
            + paths.slots()
            + "); stop a sandbox");
  }

  /** Gives the range of a sandbox back, if it has one. */
  public void release(SandboxId id) {
    held(id)
        .ifPresent(range -> {
          try {
            Files.deleteIfExists(link(range.slot()));
          } catch (IOException e) {
            throw Failures.of("give back the id range of sandbox " + id, e);
          }
        });
  }

  /** Every sandbox of this installation that has a range. */
  public List<SandboxId> holders() {
    String prefix = paths.installation() + "/";
    List<SandboxId> holders = new ArrayList<>();
    try (Stream<Path> links = Files.list(paths.slots())) {
      for (Path link : (Iterable<Path>) links::iterator) {
        String owner = Files.readSymbolicLink(link).toString();
        if (owner.startsWith(prefix) && SandboxId.isValid(owner.substring(prefix.length()))) {
          holders.add(new SandboxId(owner.substring(prefix.length())));
        }
      }
      return holders;
    } catch (IOException e) {
      throw Failures.of("read " + paths.slots(), e);
    }
  }

  /** The range that a sandbox has: mostly its first guess, else all are looked at. */
  public Optional<IdRange> held(SandboxId id) {
    Path owner = owner(id);
    int first = firstGuess(id);
    if (owner.equals(ownerOf(first))) {
      return Optional.of(new IdRange(first));
    }
    try (Stream<Path> links = Files.list(paths.slots())) {
      return links
          .map(link -> Integer.parseInt(link.getFileName().toString()))
          .filter(slot -> owner.equals(ownerOf(slot)))
          .findFirst()
          .map(IdRange::new);
    } catch (IOException e) {
      throw Failures.of("read " + paths.slots(), e);
    }
  }

  private @Nullable Path ownerOf(int slot) {
    try {
      return Files.readSymbolicLink(link(slot));
    } catch (IOException e) {
      return null;
    }
  }

  private boolean take(int slot, SandboxId id) {
    try {
      Files.createSymbolicLink(link(slot), owner(id));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw Failures.of("take an id range for sandbox " + id, e);
    }
  }

  private static int firstGuess(SandboxId id) {
    return Math.floorMod(id.hashCode(), IdRange.LAST_SLOT) + 1;
  }

  private Path link(int slot) {
    return paths.slots().resolve(Integer.toString(slot));
  }

  private Path owner(SandboxId id) {
    return Path.of(paths.installation().value(), id.value());
  }
}
