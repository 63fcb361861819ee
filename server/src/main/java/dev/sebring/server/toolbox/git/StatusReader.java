package dev.sebring.server.toolbox.git;

import dev.sebring.api.FileStatus;
import dev.sebring.api.FileStatus.Status;
import dev.sebring.api.GitStatus;
import dev.sebring.server.toolbox.files.FileNames;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads {@code git status --porcelain=v2 --branch -z}. Not thread-safe. */
final class StatusReader {
  private static final String DETACHED = "(detached)";

  /** How many words stand before the path in a line of each kind. */
  private static final int CHANGED_WORDS = 8;

  private static final int RENAMED_WORDS = 9;
  private static final int UNMERGED_WORDS = 10;

  private final List<FileStatus> files = new ArrayList<>();
  private String branch = "";
  private String upstream = "";
  private boolean upstreamExists;
  private int ahead;
  private int behind;

  private StatusReader() {}

  static StatusReader read(byte[] output) {
    StatusReader reader = new StatusReader();
    Iterator<String> lines = List.of(FileNames.text(output).split("\0")).iterator();
    while (lines.hasNext()) {
      reader.add(lines.next(), lines);
    }
    return reader;
  }

  private void add(String line, Iterator<String> rest) {
    if (line.isEmpty()) {
      return;
    }
    switch (line.charAt(0)) {
      case '#' -> header(line.split(" "));
      case '1' -> changed(line, CHANGED_WORDS, "");
      case '2' -> changed(line, RENAMED_WORDS, rest.next());
      case 'u' -> {
        String name = path(line, UNMERGED_WORDS);
        files.add(
            new FileStatus(name, Status.UPDATED_BUT_UNMERGED, Status.UPDATED_BUT_UNMERGED, ""));
      }
      case '?' ->
          files.add(new FileStatus(line.substring(2), Status.UNTRACKED, Status.UNTRACKED, ""));
      default -> throw new IllegalStateException("not a line of git status: " + line);
    }
  }

  private void header(String[] words) {
    switch (words[1]) {
      case "branch.head" -> branch = words[2];
      case "branch.upstream" -> upstream = words[2];
      case "branch.ab" -> {
        upstreamExists = true;
        ahead = Integer.parseInt(words[2].substring(1));
        behind = Integer.parseInt(words[3].substring(1));
      }
      default -> {} // Git may tell more in a later version
    }
  }

  private void changed(String line, int words, String before) {
    Status staging = status(line.charAt(2));
    Status worktree = status(line.charAt(3));
    files.add(new FileStatus(path(line, words), staging, worktree, before));
  }

  private static String path(String line, int words) {
    int start = 0;
    for (int i = 0; i < words; i++) {
      start = line.indexOf(' ', start) + 1;
    }
    return line.substring(start);
  }

  private static Status status(char letter) {
    return switch (letter) {
      case '.' -> Status.UNMODIFIED;
      case 'M', 'T' -> Status.MODIFIED;
      case 'A' -> Status.ADDED;
      case 'D' -> Status.DELETED;
      case 'R' -> Status.RENAMED;
      case 'C' -> Status.COPIED;
      default -> throw new IllegalStateException("not a status of Git's: " + letter);
    };
  }

  boolean detached() {
    return branch.equals(DETACHED);
  }

  String branch() {
    return branch;
  }

  /** Whether the branch has an upstream that a remote is known to have. */
  boolean hasUpstream() {
    return upstreamExists;
  }

  GitStatus toApi(boolean published) {
    return new GitStatus(
        detached() ? "HEAD" : branch, files, ahead, behind, published, detached(), upstream);
  }
}
