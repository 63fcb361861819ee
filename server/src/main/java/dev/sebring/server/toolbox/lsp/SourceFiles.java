package dev.sebring.server.toolbox.lsp;

import dev.sebring.sandbox.guest.DirectoryEntry;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestFiles;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.Listing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for a project's source files: of a large project those nearest to its root. Not
 * thread-safe.
 */
final class SourceFiles {
  /** Searched without a word: more is no answer that anybody waits for. */
  private static final int MOST_DIRECTORIES = 500;

  private static final int MOST_ENTRIES = 5_000;
  private static final Set<String> NOT_OURS = Set.of("node_modules", "bower_components");

  private final Program program;
  private final GuestFiles files;

  SourceFiles(Program program, GuestFiles files) {
    this.program = program;
    this.files = files;
  }

  /** Names in a directory itself. */
  Set<String> namesIn(GuestPath directory) {
    return entries(directory).stream()
        .map(entry -> entry.path().toString())
        .collect(Collectors.toSet());
  }

  /** At most so many, those nearest to the root first. */
  List<GuestPath> below(GuestPath root, int most) {
    List<GuestPath> found = new ArrayList<>();
    Deque<GuestPath> directories = new ArrayDeque<>(List.of(root));
    for (int i = 0; i < MOST_DIRECTORIES && !directories.isEmpty(); i++) {
      GuestPath directory = directories.remove();
      for (DirectoryEntry entry : entries(directory)) {
        String name = entry.path().toString();
        if (entry.stat().isFile() && program.reads(name)) {
          found.add(directory.resolve(entry.path()));
          if (found.size() == most) {
            return found;
          }
        } else if (entry.stat().isDirectory() && !isLeftOut(name)) {
          directories.add(directory.resolve(entry.path()));
        }
      }
    }
    return found;
  }

  private static boolean isLeftOut(String name) {
    return name.startsWith(".") || NOT_OURS.contains(name);
  }

  private List<DirectoryEntry> entries(GuestPath directory) {
    try {
      Listing listing = files.list(directory, 1, MOST_ENTRIES);
      return listing.entries();
    } catch (GuestException e) {
      return List.of(); // it went away, or is not for this user
    }
  }
}
