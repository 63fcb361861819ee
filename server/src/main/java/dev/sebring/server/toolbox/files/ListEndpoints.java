package dev.sebring.server.toolbox.files;

import dev.sebring.api.FileInfo;
import dev.sebring.sandbox.guest.DirectoryEntry;
import dev.sebring.sandbox.guest.Errno;
import dev.sebring.sandbox.guest.FileStat;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestFiles;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.Listing;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Lists directories and describes files (contract 4.1). Thread-safe. */
final class ListEndpoints {
  /** A listing of more is refused: nobody reads it, and a command can count. */
  private static final int MAX_ENTRIES = 200_000;

  private static final int MAX_DEPTH = 64;

  private ListEndpoints() {}

  static void addTo(ToolboxRoutes routes) {
    routes.get(
        "/files",
        Operation.of("The entries of a directory")
            .query("path")
            .query("depth")
            .answersListOf(FileInfo.class),
        FileFailures.translated(ListEndpoints::list));
    routes.get(
        "/files/info",
        Operation.of("What there is to know of a file")
            .requiredQuery("path")
            .answers(FileInfo.class),
        FileFailures.translated(ListEndpoints::info));
  }

  private static void list(Exchange exchange, ToolboxContext sandbox) {
    String path = exchange.query("path").filter(text -> !text.isBlank()).orElse(".");
    GuestPath directory = FilePaths.resolve(path, sandbox);
    int depth = depth(exchange);
    GuestFiles files = sandbox.guest().files(sandbox.user());
    Listing listing = files.list(directory, depth, MAX_ENTRIES);
    if (listing.cut()) {
      throw FilePaths.invalid(
          directory
              + " has more than "
              + MAX_ENTRIES
              + " entries: list less of it, or use a command such as find");
    }
    @Nullable GuestPath root =
        exchange.query("depth").isPresent() ? files.realpath(directory) : null;
    exchange.answer(
        listing.entries().stream()
            .map(entry -> new Named(FileNames.text(entry.path()), entry))
            .sorted(Comparator.comparing(Named::path))
            .map(named -> named.describe(root))
            .toList());
  }

  /** An entry and its path as text, which is made once. */
  private record Named(String path, DirectoryEntry entry) {
    FileInfo describe(@Nullable GuestPath root) {
      return FileInfos.of(
          path.substring(path.lastIndexOf('/') + 1),
          entry.stat(),
          root == null ? null : root.resolve(entry.path()));
    }
  }

  private static int depth(Exchange exchange) {
    String text = exchange.query("depth").orElse("1");
    try {
      int depth = Integer.parseInt(text);
      if (depth >= 1) {
        return Math.min(depth, MAX_DEPTH);
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number that is no depth.
    }
    throw ApiException.badRequest(
        "depth must be a whole number of 1 or more, not \"" + text + "\"");
  }

  private static void info(Exchange exchange, ToolboxContext sandbox) {
    GuestPath path = FilePaths.required(exchange, sandbox);
    GuestFiles files = sandbox.guest().files(sandbox.user());
    FileStat stat = target(files, path);
    exchange.answer(FileInfos.of(name(files, path), stat, null));
  }

  /** Of a link that leads nowhere, the link. */
  private static FileStat target(GuestFiles files, GuestPath path) {
    try {
      return files.statTarget(path);
    } catch (GuestException e) {
      if (e.errno() != Errno.ENOENT) {
        throw e;
      }
      return files.stat(path);
    }
  }

  private static String name(GuestFiles files, GuestPath path) {
    String name = FileNames.text(path.lastName());
    boolean named = !name.endsWith("/") && !name.equals(".") && !name.equals("..");
    return named ? name : FileNames.text(files.realpath(path).lastName());
  }
}
