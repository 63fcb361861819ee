package dev.sebring.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.api.FileMatch;
import dev.sebring.api.ReplaceResult;
import dev.sebring.client.DaytonaBadRequestException;
import dev.sebring.client.DaytonaForbiddenException;
import dev.sebring.client.DaytonaNotFoundException;
import dev.sebring.client.FileSystem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The functions that look for files and change many of them. */
final class SearchFunctions {
  private static final int MOST_LINES = 200;
  private static final int LONGEST_LINE = 400;

  private SearchFunctions() {}

  static Done search(
      Workspace workspace, @Nullable String namePattern, @Nullable String text, String directory) {
    boolean named = namePattern != null && !namePattern.isEmpty();
    boolean worded = text != null && !text.isEmpty();
    if (!named && !worded) {
      throw new InvalidCall("Give name_pattern, text, or both.");
    }
    String resolved = RemotePath.withoutTrailingSlash(workspace.resolve(directory));
    FileSystem fs = workspace.sandbox().getFs();
    List<String> names =
        named ? fs.searchFiles(resolved, String.valueOf(namePattern)).files() : List.of();
    if (!worded) {
      return told(names, "No name below " + resolved + " fits " + namePattern + ".");
    }
    Set<String> wanted = new HashSet<>(names);
    List<String> lines =
        fs.findFiles(resolved, String.valueOf(text)).stream()
            .filter(match -> !named || wanted.contains(match.file()))
            .map(SearchFunctions::line)
            .collect(Collectors.toList());
    return told(lines, "No line below " + resolved + " has that text.");
  }

  private static String line(FileMatch match) {
    String content = match.content();
    String shown =
        content.length() <= LONGEST_LINE ? content : content.substring(0, LONGEST_LINE) + "...";
    return match.file() + ":" + match.line() + ": " + shown;
  }

  private static Done told(List<String> lines, String none) {
    if (lines.isEmpty()) {
      return Done.ok(none);
    }
    String shown = lines.stream().limit(MOST_LINES).collect(Collectors.joining("\n"));
    boolean cut = lines.size() > MOST_LINES;
    String more =
        cut
            ? "\n["
                + (lines.size() - MOST_LINES)
                + " of "
                + lines.size()
                + " left out: search in less, or for more of the text]"
            : "";
    return Done.ok(new ShortText(shown + more, cut));
  }

  static Done replace(Workspace workspace, List<String> paths, String oldText, String newText) {
    if (paths.isEmpty() || oldText.isEmpty()) {
      throw new InvalidCall("Give at least one file in file_paths, and the old_text to replace.");
    }
    List<String> resolved =
        paths.stream().map(workspace::resolve).collect(Collectors.toUnmodifiableList());
    FileSystem fs = workspace.sandbox().getFs();
    Set<String> without =
        resolved.stream().filter(path -> lacks(fs, path, oldText)).collect(Collectors.toSet());
    List<ReplaceResult> results = fs.replaceInFiles(resolved, oldText, newText);
    String text =
        results.stream().map(result -> outcome(result, without)).collect(Collectors.joining("\n"));
    boolean failed =
        results.stream().anyMatch(result -> !result.success() || without.contains(result.file()));
    return failed ? Done.failed(text) : Done.ok(text);
  }

  /** The server calls it a success when there was nothing to replace; a model must know. */
  private static boolean lacks(FileSystem fs, String path, String text) {
    try {
      if (fs.getFileDetails(path).size() > FileFunctions.LARGEST_FILE_BYTES) {
        return false;
      }
      return !new String(fs.downloadFile(path), UTF_8).contains(text);
    } catch (DaytonaNotFoundException | DaytonaBadRequestException | DaytonaForbiddenException e) {
      return false; // replacing says so, for that file only
    }
  }

  private static String outcome(ReplaceResult result, Set<String> without) {
    if (!result.success()) {
      return "Not changed: " + result.file() + ": " + result.error();
    }
    return without.contains(result.file())
        ? "Not changed: " + result.file() + " does not have that text. Read it with read_file."
        : "Changed: " + result.file();
  }
}
