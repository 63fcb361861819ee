package dev.sebring.e2e.leak;

import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.sandbox.InstallationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How much of everything a server and its installation hold at one moment. Immutable and
 * thread-safe.
 *
 * @param descriptors open in the server
 * @param threads of the server
 * @param children processes that the server has started, zombies among them
 * @param stateFiles files and directories of the state directory
 * @param bootFiles those of this boot, under {@code /run/sebring}
 * @param ruleLines lines of both nftables tables
 * @param quotaGroups of the volume
 * @param liveBytes of the server's heap after a collection
 * @param residentBytes of the server's memory
 */
record Holdings(
    long descriptors,
    long threads,
    long children,
    long stateFiles,
    long bootFiles,
    long ruleLines,
    long quotaGroups,
    long liveBytes,
    long residentBytes) {

  static Holdings of(long server, Path home, InstallationId installation) throws IOException {
    long live = liveBytes(server);
    Path process = Path.of("/proc", Long.toString(server));
    return new Holdings(
        entries(process.resolve("fd")),
        entries(process.resolve("task")),
        ProcessHandle.of(server).orElseThrow().children().count(),
        tree(home),
        tree(Path.of("/run/sebring", installation.value())),
        rules("inet", installation) + rules("bridge", installation),
        quotaGroups(home.resolve("oci/volume")),
        live,
        residentBytes(server));
  }

  static long residentBytes(long server) throws IOException {
    String[] pages =
        Files.readString(Path.of("/proc", Long.toString(server), "statm")).split(" ", -1);
    return Long.parseLong(pages[1]) * 4096;
  }

  private static long entries(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.count();
    }
  }

  /** Without the insides of the volume and of the snapshots, which are others' file systems. */
  private static long tree(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> !path.toString().contains("/oci/volume/")).count();
    }
  }

  private static long rules(String family, InstallationId installation) {
    return run("nft", "list", "table", family, "sebring_" + installation).lines().count();
  }

  /** Those of deleted sandboxes go when their subvolumes are cleaned up, which this waits for. */
  private static long quotaGroups(Path volume) {
    run("btrfs", "filesystem", "sync", volume.toString());
    run("btrfs", "subvolume", "sync", volume.toString());
    return run("btrfs", "qgroup", "show", volume.toString()).lines().count();
  }

  private static long liveBytes(long server) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return run(jcmd, Long.toString(server), "GC.class_histogram")
        .lines()
        .filter(line -> line.startsWith("Total"))
        .map(line -> Long.parseLong(line.split("\\s+")[2]))
        .findFirst()
        .orElseThrow();
  }

  private static String run(String... words) {
    return HostCommand.of("count what is there", words).run();
  }
}
