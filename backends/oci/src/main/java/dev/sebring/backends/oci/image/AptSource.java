package dev.sebring.backends.oci.image;

import dev.sebring.backends.oci.host.Failures;
import dev.sebring.backends.oci.host.HostCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One entry of apt's sources, see sources.list(5). Immutable and thread-safe.
 *
 * @param signedBy the value of that option, a key file or a key itself; empty: apt's own keys
 */
record AptSource(List<String> uris, List<String> suites, List<String> components, String signedBy) {
  AptSource {
    uris = List.copyOf(uris);
    suites = List.copyOf(suites);
    components = List.copyOf(components);
  }

  /** The enabled entries for binary packages of a {@code .list} or {@code .sources} file. */
  static List<AptSource> parse(String file, String text) {
    return file.endsWith(".sources") ? parseStanzas(text) : parseLines(text);
  }

  /** Stanzas such as {@code Types: deb}, {@code URIs: ...}, parted by empty lines. */
  private static List<AptSource> parseStanzas(String text) {
    List<AptSource> sources = new ArrayList<>();
    for (String stanza : text.split("\\n[ \\t]*\\n")) {
      Map<String, String> fields = fields(stanza);
      boolean enabled = !fields.getOrDefault("enabled", "yes").equalsIgnoreCase("no");
      if (enabled && words(fields.getOrDefault("types", "")).contains("deb")) {
        sources.add(
            new AptSource(
                words(fields.getOrDefault("uris", "")),
                words(fields.getOrDefault("suites", "")),
                words(fields.getOrDefault("components", "")),
                fields.getOrDefault("signed-by", "")));
      }
    }
    return sources;
  }

  private static Map<String, String> fields(String stanza) {
    Map<String, String> fields = new LinkedHashMap<>();
    String last = "";
    for (String line : stanza.lines().filter(line -> !line.startsWith("#")).toList()) {
      if (line.startsWith(" ") || line.startsWith("\t")) {
        fields.merge(last, line, (before, more) -> before + "\n" + more);
      } else if (line.contains(":")) {
        last = line.substring(0, line.indexOf(':')).strip().toLowerCase(Locale.ROOT);
        fields.put(last, line.substring(line.indexOf(':') + 1).strip());
      }
    }
    return fields;
  }

  /** Lines such as {@code deb [signed-by=FILE] URI SUITE COMPONENT...}. */
  private static List<AptSource> parseLines(String text) {
    List<AptSource> sources = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      if (!line.startsWith("deb ") && !line.startsWith("deb\t")) {
        continue;
      }
      String rest = line.replaceFirst("#.*", "").substring(4).strip();
      String signedBy = "";
      if (rest.startsWith("[") && rest.contains("]")) {
        signedBy =
            words(rest.substring(1, rest.indexOf(']'))).stream()
                .filter(option -> option.startsWith("signed-by="))
                .findFirst()
                .map(option -> option.substring("signed-by=".length()))
                .orElse("");
        rest = rest.substring(rest.indexOf(']') + 1).strip();
      }
      List<String> words = words(rest);
      if (words.size() >= 3) {
        sources.add(
            new AptSource(
                List.of(words.get(0)),
                List.of(words.get(1)),
                words.subList(2, words.size()),
                signedBy));
      }
    }
    return sources;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  /** Whether all its suites belong to one release, e.g. {@code bookworm-updates}. */
  boolean isOf(String codename) {
    return !uris.isEmpty()
        && !suites.isEmpty()
        && !codename.isEmpty()
        && suites.stream()
            .allMatch(suite -> suite.equals(codename) || suite.startsWith(codename + "-"));
  }

  AptSource forSuite(String from, String to) {
    List<String> others =
        suites.stream().map(suite -> to + suite.substring(from.length())).toList();
    return new AptSource(uris, others, components, signedBy);
  }

  /** Asks the mirror, with apt's own downloader and so through apt's proxy settings. */
  boolean has(String suite) {
    String index = uris.getFirst().replaceFirst("/*$", "/dists/" + suite + "/InRelease");
    try {
      Path file = Files.createTempFile("sebring", ".InRelease");
      try {
        return HostCommand.of(
                    "ask for " + index,
                    "/usr/lib/apt/apt-helper",
                    "download-file",
                    index,
                    file.toString())
                .outcome()
                .exitCode()
            == 0;
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw Failures.of("ask for " + index, e);
    }
  }

  String stanza() {
    return "Types: deb\nURIs: "
        + String.join(" ", uris)
        + "\nSuites: "
        + String.join(" ", suites)
        + "\nComponents: "
        + String.join(" ", components)
        + (signedBy.isEmpty() ? "\n" : "\nSigned-By: " + signedBy + "\n");
  }
}
