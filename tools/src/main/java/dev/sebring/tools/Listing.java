package dev.sebring.tools;

import dev.sebring.api.FileInfo;
import dev.sebring.api.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A directory's entries as text: one line each, with type, size in bytes, time and name. */
final class Listing {
  static final int LONGEST = 500;

  private static final Pattern PLAIN_NAME =
      Pattern.compile("[^\\s\\p{Cntrl}\"'\\\\]([^\\p{Cntrl}\"\\\\]*[^\\s\\p{Cntrl}\"'\\\\])?");

  private Listing() {}

  static ShortText of(String directory, List<FileInfo> entries) {
    if (entries.isEmpty()) {
      return new ShortText("Contents of " + directory + ":\n(empty)", false);
    }
    String lines =
        entries.stream()
            .sorted(Comparator.comparing(FileInfo::name))
            .limit(LONGEST)
            .map(Listing::line)
            .collect(Collectors.joining("\n"));
    boolean cut = entries.size() > LONGEST;
    String more =
        cut
            ? "\n[" + (entries.size() - LONGEST) + " of " + entries.size() + " entries left out]"
            : "";
    return new ShortText("Contents of " + directory + ":\n" + lines + more, cut);
  }

  private static String line(FileInfo entry) {
    return String.format(
        Locale.ROOT, "%s %12d %s %s", type(entry), entry.size(), time(entry), name(entry));
  }

  private static String type(FileInfo entry) {
    if (entry.isDir()) {
      return "d";
    }
    return entry.mode().startsWith("l") || entry.mode().startsWith("L") ? "l" : "-";
  }

  private static String time(FileInfo entry) {
    String time = entry.modifiedAt() != null ? Json.timestamp(entry.modifiedAt()) : entry.modTime();
    return time.length() < 16 ? time : time.substring(0, 16).replace('T', ' ');
  }

  /** A name that could be taken for something else is shown as a JSON text. */
  private static String name(FileInfo entry) {
    String name =
        PLAIN_NAME.matcher(entry.name()).matches() ? entry.name() : Json.write(entry.name());
    return entry.isDir() ? name + "/" : name;
  }
}
