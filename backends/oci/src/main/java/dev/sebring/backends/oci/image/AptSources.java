package dev.sebring.backends.oci.image;

import dev.sebring.backends.oci.host.Failures;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the packages of the default snapshot come from: this host's own sources of its
 * distribution, on Debian for trixie if they have it. Immutable and thread-safe.
 *
 * @param suite e.g. {@code trixie}
 * @param text in the format of a {@code .sources} file, see sources.list(5)
 */
record AptSources(String suite, String text) {
  private static final Path APT = Path.of("/etc/apt");
  private static final String WANTED = "trixie";

  /** Reads the host's configuration, and asks the first mirror whether it has trixie. */
  static AptSources ofHost() {
    String own = OsRelease.ofHost().codename();
    List<AptSource> sources = ofSuite(own);
    if (sources.isEmpty()) {
      throw new BackendException(
          Kind.UNSUPPORTED,
          "this host has no apt source for "
              + own
              + " in "
              + APT
              + ", so the default snapshot cannot be built; add a mirror there");
    }
    boolean upgrade =
        OsRelease.ofHost().id().equals("debian")
            && !own.equals(WANTED)
            && sources.getFirst().has(WANTED);
    String suite = upgrade ? WANTED : own;
    List<String> stanzas =
        sources.stream().map(source -> source.forSuite(own, suite).stanza()).toList();
    return new AptSources(suite, String.join("\n", stanzas));
  }

  private static List<AptSource> ofSuite(String codename) {
    List<AptSource> all = new ArrayList<>();
    for (Path file : files()) {
      try {
        all.addAll(AptSource.parse(file.toString(), Files.readString(file)));
      } catch (IOException e) {
        throw Failures.of("read " + file, e);
      }
    }
    return all.stream().filter(source -> source.isOf(codename)).toList();
  }

  private static List<Path> files() {
    List<Path> files = new ArrayList<>();
    if (Files.exists(APT.resolve("sources.list"))) {
      files.add(APT.resolve("sources.list"));
    }
    Path directory = APT.resolve("sources.list.d");
    if (Files.isDirectory(directory)) {
      try (Stream<Path> entries = Files.list(directory)) {
        entries
            .filter(path -> path.toString().matches(".*\\.(list|sources)"))
            .sorted()
            .forEach(files::add);
      } catch (IOException e) {
        throw Failures.of("read " + directory, e);
      }
    }
    return files;
  }
}
