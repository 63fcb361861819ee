package dev.sebring.backends.oci.disk;

import dev.sebring.backends.oci.host.Failures;
import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.SandboxId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One subvolume for each sandbox, limited by its quota group. Thread-safe. */
final class BtrfsDisks implements Disks {
  private static final Pattern COLUMNS = Pattern.compile(" +");

  private final BtrfsVolume volume;

  private BtrfsDisks(BtrfsVolume volume) {
    this.volume = volume;
  }

  static BtrfsDisks open(HostPaths paths) {
    BtrfsVolume volume = new BtrfsVolume(paths);
    volume.open();
    return new BtrfsDisks(volume);
  }

  @Override
  public void make(SandboxId id, ByteSize limit) {
    Subvolumes.create(volume.root(), id.value());
    // Before the first write: what is already there would not count.
    Subvolumes.limit(path(id), limit);
  }

  @Override
  public Disk get(SandboxId id) {
    return new Disk.Directory(path(id));
  }

  /** The file system is the whole volume's; what counts for the limit is the quota group's. */
  @Override
  public Optional<ByteSize> used(SandboxId id) {
    String groups =
        HostCommand.of(
                "look how full the disk of sandbox " + id + " is",
                "btrfs",
                "qgroup",
                "show",
                "--raw",
                "-f",
                path(id).toString())
            .run();
    // A title, a line of dashes, then: group, bytes referred to, bytes of its own.
    return groups
        .lines()
        .map(line -> COLUMNS.split(line.strip()))
        .filter(columns -> columns.length > 1 && columns[0].startsWith("0/"))
        .map(columns -> new ByteSize(Long.parseLong(columns[1])))
        .findFirst();
  }

  @Override
  public void remove(SandboxId id) {
    if (Files.isDirectory(path(id))) {
      Subvolumes.remove(volume.root(), id.value());
    }
  }

  @Override
  public List<SandboxId> all() {
    try (Stream<Path> subvolumes = Files.list(volume.root())) {
      return subvolumes
          .map(path -> path.getFileName().toString())
          .filter(SandboxId::isValid)
          .map(SandboxId::new)
          .toList();
    } catch (IOException e) {
      throw Failures.of("read " + volume.root(), e);
    }
  }

  @Override
  public void release() {
    volume.unmount();
  }

  private Path path(SandboxId id) {
    return volume.root().resolve(id.value());
  }
}
