package dev.sebring.tools;

import dev.sebring.api.FileInfo;
import dev.sebring.client.DaytonaException;
import dev.sebring.client.FileSystem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An output too long to show, kept in the sandbox.
 *
 * @param path where it is; {@code null} if it could not be saved
 * @param sentence where it is, or why it is nowhere, for a model
 */
record SavedOutput(@Nullable String path, String sentence) {
  static final String DIRECTORY = "/tmp/sebring-output";
  static final int KEPT = 5;

  /** Names that sort by time. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  static SavedOutput save(FileSystem fs, String output) {
    String path =
        DIRECTORY
            + "/"
            + TIME.format(Instant.now())
            + "-"
            + UUID.randomUUID().toString().substring(0, 8)
            + ".txt";
    try {
      fs.uploadFile(output.getBytes(StandardCharsets.UTF_8), path);
    } catch (DaytonaException e) {
      return new SavedOutput(null, "the whole of it could not be saved: " + e.getMessage());
    }
    try {
      removeOldest(fs);
    } catch (DaytonaException e) {
      return new SavedOutput(
          path,
          "the whole of it is in "
              + path
              + " (older outputs could not be removed: "
              + e.getMessage()
              + ")");
    }
    return new SavedOutput(path, "the whole of it is in " + path);
  }

  private static void removeOldest(FileSystem fs) {
    List<String> names =
        fs.listFiles(DIRECTORY).stream().map(FileInfo::name).sorted().collect(Collectors.toList());
    for (String name : names.subList(0, Math.max(0, names.size() - KEPT))) {
      fs.deleteFile(DIRECTORY + "/" + name);
    }
  }
}
