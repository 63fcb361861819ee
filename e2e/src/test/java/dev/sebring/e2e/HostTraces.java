package dev.sebring.e2e;

import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.sandbox.InstallationId;
import dev.sebring.sandbox.SandboxId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the host has of one installation, read from the host itself and not through the backend's
 * own eyes: one word for the kind, one for whose it is. Reads only.
 */
public final class HostTraces {
  private static final Path RUN = Path.of("/run/sebring");

  private final Path state;
  private final InstallationId installation;
  private final SortedSet<String> found = new TreeSet<>();
  private final Map<String, String> owners = new HashMap<>();

  private HostTraces(Path state, InstallationId installation) {
    this.state = state;
    this.installation = installation;
  }

  /**
   * Everything there is now, e.g. {@code "cgroup 6f..."}, {@code "link 6f..."}, {@code "bridge"}.
   */
  public static SortedSet<String> of(Path state, InstallationId installation) throws IOException {
    HostTraces traces = new HostTraces(state, installation);
    traces.ofState();
    traces.ofThisBoot();
    traces.ofNetwork();
    traces.ofControlGroups();
    traces.ofMounts();
    traces.ofPrograms();
    return traces.found;
  }

  /** What there should be while a server runs, with its volume mounted. */
  public static SortedSet<String> expected(
      Collection<SandboxId> stopped, Collection<SandboxId> running) {
    SortedSet<String> expected =
        new TreeSet<>(
            List.of("bridge", "table inet", "table bridge", "mount volume", "loop volume"));
    stopped.forEach(id -> expected.addAll(List.of("directory " + id, "subvolume " + id)));
    for (SandboxId id : running) {
      for (String kind :
          List.of(
              "directory",
              "subvolume",
              "range",
              "runtime",
              "sockets",
              "link",
              "rule",
              "cgroup",
              "processes")) {
        expected.add(kind + " " + id);
      }
    }
    return expected;
  }

  private void ofState() throws IOException {
    names(state.resolve("oci/sandboxes")).forEach(name -> found.add("directory " + name));
    names(state.resolve("oci/volume")).forEach(name -> found.add("subvolume " + name));
  }

  private void ofThisBoot() throws IOException {
    for (String slot : names(RUN.resolve("slots"))) {
      Path owner = Files.readSymbolicLink(RUN.resolve("slots").resolve(slot));
      if (owner.startsWith(installation.value())) {
        found.add("range " + owner.getFileName());
        owners.put("%04x".formatted(Integer.parseInt(slot)), owner.getFileName().toString());
      }
    }
    for (String kind : names(RUN.resolve(installation.value()))) {
      for (String name : names(RUN.resolve(installation.value()).resolve(kind))) {
        found.add(kind + " " + name);
      }
    }
  }

  private void ofNetwork() throws IOException {
    for (String link : names(Path.of("/sys/class/net"))) {
      if (link.equals("sb" + installation)) {
        found.add("bridge");
      } else if (link.startsWith("sv" + installation)) {
        found.add("link " + owner(link));
      }
    }
    Pattern linkName = Pattern.compile("sv" + installation + "[0-9a-f]{4}");
    for (String family : List.of("inet", "bridge")) {
      HostCommand.Outcome table =
          HostCommand.of("read rules", "nft", "list", "table", family, "sebring_" + installation)
              .outcome();
      if (table.exitCode() == 0) {
        found.add("table " + family);
        Matcher links = linkName.matcher(table.output());
        while (links.find()) {
          found.add("rule " + owner(links.group()));
        }
      }
    }
  }

  /** The sandbox in a link's slot, or the link. */
  private String owner(String link) {
    return owners.getOrDefault(link.substring(link.length() - 4), link);
  }

  private void ofControlGroups() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/mounts"))) {
      String[] fields = line.split(" ");
      if (fields[2].startsWith("cgroup")) {
        Path ours = Path.of(fields[1], "sebring-" + installation);
        for (String name : names(ours)) {
          if (Files.isDirectory(ours.resolve(name))) {
            found.add("cgroup " + name);
            if (!Files.readString(ours.resolve(name).resolve("cgroup.procs")).isBlank()) {
              found.add("processes " + name);
            }
          }
        }
      }
    }
  }

  private void ofMounts() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/mounts"))) {
      if (line.split(" ")[1].startsWith(state.toString())) {
        found.add("mount " + Path.of(line.split(" ")[1]).getFileName());
      }
    }
    String loops =
        HostCommand.of("list loops", "losetup", "--noheadings", "--output", "BACK-FILE").run();
    loops
        .lines()
        .filter(file -> file.contains(state.toString()))
        .forEach(file -> found.add("loop " + (file.contains("volume.btrfs") ? "volume" : file)));
  }

  /**
   * Programs that work for the installation, beside its server and what is in sandboxes' groups.
   */
  private void ofPrograms() throws IOException {
    for (String pid : names(Path.of("/proc"))) {
      if (pid.matches("\\d+")) {
        String words = read(pid, "cmdline").replace('\0', ' ').strip();
        boolean ours = words.contains(state.toString()) || words.contains(installation.value());
        if (ours && !words.contains("java") && !read(pid, "cgroup").contains("/sebring-")) {
          found.add("program " + words);
        }
      }
    }
  }

  private static String read(String pid, String file) {
    try {
      return Files.readString(Path.of("/proc", pid, file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.map(path -> path.getFileName().toString()).toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }
}
