package dev.sebring.server.toolbox.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.api.FileMatch;
import dev.sebring.api.SearchFilesResponse;
import dev.sebring.sandbox.guest.FoundLine;
import dev.sebring.sandbox.guest.GuestFiles;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Looks for files by name and for text in them (contract 4.1). Thread-safe. */
final class SearchEndpoints {
  /** More would be no answer for anybody: a command can count, sort and cut. */
  private static final int MOST_FILES = 200_000;

  /** How the guest names a file that was searched alone. */
  private static final GuestPath ITSELF = GuestPath.of(".");

  private static final int MOST_LINES = 100_000;
  private static final int MOST_NEEDLE_BYTES = 64 * 1024;
  private static final long MOST_CONTENT_BYTES = 32L << 20;
  private static final int EVERY_DEPTH = Integer.MAX_VALUE;

  /** Between two pieces of the answer. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private SearchEndpoints() {}

  static void addTo(ToolboxRoutes routes) {
    routes.get(
        "/files/find",
        Operation.of("Lines with a text in them, in a file or in all files below a directory")
            .requiredQuery("path")
            .requiredQuery("pattern")
            .answersListOf(FileMatch.class),
        FileFailures.translated(SearchEndpoints::find));
    routes.get(
        "/files/search",
        Operation.of("Files and directories below a path whose name fits a pattern")
            .requiredQuery("path")
            .requiredQuery("pattern")
            .answers(SearchFilesResponse.class),
        FileFailures.translated(SearchEndpoints::search));
  }

  private static void find(Exchange exchange, ToolboxContext sandbox) {
    GuestPath path = FilePaths.required(exchange, sandbox);
    String asked = exchange.query("path").orElseThrow();
    byte[] pattern = exchange.query("pattern").orElse("").getBytes(UTF_8);
    if (pattern.length == 0 || pattern.length > MOST_NEEDLE_BYTES) {
      throw ApiException.badRequest(
          "pattern must be a text of 1 to " + MOST_NEEDLE_BYTES + " bytes that is looked for");
    }
    GuestFiles files = sandbox.guest().files(sandbox.user()).withTimeout(PATIENCE);
    List<FileMatch> found = new ArrayList<>();
    AtomicLong bytes = new AtomicLong();
    boolean more =
        files.find(
            path,
            pattern,
            MOST_LINES,
            line -> {
              if (bytes.addAndGet(line.content().length) > MOST_CONTENT_BYTES) {
                throw tooMuch(asked);
              }
              found.add(match(asked, line));
            });
    if (more) {
      throw tooMuch(asked);
    }
    found.sort(Comparator.comparing(FileMatch::file).thenComparing(FileMatch::line));
    exchange.answer(found);
  }

  private static FileMatch match(String asked, FoundLine line) {
    String content = new String(line.content(), UTF_8);
    return new FileMatch(
        line.path().equals(ITSELF) ? asked : FilePaths.below(asked, line.path()),
        line.line(),
        content.endsWith("\r") ? content.substring(0, content.length() - 1) : content);
  }

  private static ApiException tooMuch(String asked) {
    return FilePaths.invalid(
        "too many lines below "
            + asked
            + " have that text (more than "
            + MOST_LINES
            + ", or too long): search in less of it, or use a command such as grep");
  }

  private static void search(Exchange exchange, ToolboxContext sandbox) {
    GuestPath directory = FilePaths.required(exchange, sandbox);
    String asked = exchange.query("path").orElseThrow();
    Glob glob = Glob.of(exchange.requiredQuery("pattern"));
    GuestFiles files = sandbox.guest().files(sandbox.user()).withTimeout(PATIENCE);
    List<String> found = new ArrayList<>();
    files.walk(
        directory,
        EVERY_DEPTH,
        entry -> {
          if (glob.matches(FileNames.text(entry.path().lastName()))) {
            if (found.size() == MOST_FILES) {
              throw FilePaths.invalid(
                  "more than "
                      + MOST_FILES
                      + " names below "
                      + asked
                      + " fit the pattern: make it narrower, or use a command such as find");
            }
            found.add(FilePaths.below(asked, entry.path()));
          }
        });
    Collections.sort(found);
    exchange.answer(new SearchFilesResponse(found));
  }
}
