package dev.sebring.server.toolbox.git;

import dev.sebring.api.ErrorCode;
import dev.sebring.sandbox.Resources;
import dev.sebring.server.http.ApiException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Git's words mean to a client (contract 1.5), and what to do next. The first kind that fits
 * is meant: Git often says the cause before, and a more general line after.
 */
enum GitFailure {
  DISK_FULL(
      507,
      "INSUFFICIENT_STORAGE",
      "No space left on device|Disk quota exceeded",
      "the sandbox's disk is full: remove files, then try again"),
  LOCKED(
      409,
      ErrorCode.CONFLICT,
      "\\.lock': File exists|could not lock config file .*: File exists",
      "another Git is at work in this repository: try again when it has ended; if none is, remove"
          + " the lock file"),
  NOT_TRUSTED(
      403,
      ErrorCode.FORBIDDEN,
      "detected dubious ownership",
      "the directory belongs to another user: give it to the sandbox's user with chown, or trust"
          + " it with that command"),
  REMOTE_REJECTED(
      422,
      ErrorCode.GIT_REMOTE_REJECTED,
      "\\[remote rejected\\]|\\[remote failure\\]|hook declined",
      "the remote's own rules refuse it; its words say which"),
  PUSH_REJECTED(
      409,
      ErrorCode.GIT_PUSH_REJECTED,
      "\\[rejected\\]",
      "the remote has commits that are not here: pull, then push again"),
  AUTH_FAILED(
      401,
      ErrorCode.GIT_AUTH_FAILED,
      "Authentication failed for|could not read (Username|Password) for|returned error: 40[13]"
          + "|Permission denied \\(|Access denied|Invalid username or",
      "the remote wants other credentials: pass username and password (a token, if it takes"
          + " those), or over SSH put a key that it knows into ~/.ssh"),
  UNKNOWN_HOST_KEY(
      502,
      ErrorCode.GIT_TRANSPORT_FAILED,
      "Host key verification failed",
      "the remote's SSH key is not known in the sandbox: check it and add it to"
          + " ~/.ssh/known_hosts, for example with ssh-keyscan"),
  REMOTE_NOT_FOUND(
      404,
      ErrorCode.GIT_REPO_NOT_FOUND,
      "repository '.*' (not found|does not exist)|does not appear to be a git repository"
          + "|Repository not found|returned error: 404",
      "check the URL of the repository, and whether these credentials may see it"),
  NO_SUCH_REMOTE(
      404,
      ErrorCode.GIT_REPO_NOT_FOUND,
      "(?i:no such remote)",
      "the repository has no remote of that name: add it first"),
  NOT_A_REPOSITORY(
      404,
      ErrorCode.GIT_REPO_NOT_FOUND,
      "not a git repository",
      "path must be the root of a repository: clone or init one there first"),
  BRANCH_NOT_FOUND(
      404,
      ErrorCode.GIT_BRANCH_NOT_FOUND,
      "Remote branch .* not found|couldn't find remote ref|src refspec .* does not match"
          + " any|invalid reference: |branch '.*' not found|unknown revision|bad revision|could not"
          + " resolve |Failed to resolve '.*'|reference is not a tree|not a valid object"
          + " name|unable to read tree|Needed a single revision",
      "there is no such branch, tag or commit: list the branches, or fetch it first"),
  BRANCH_EXISTS(
      409,
      ErrorCode.GIT_BRANCH_EXISTS,
      "(?i:a branch named '.*' already exists)",
      "check that one out, or choose another name"),
  BRANCH_IN_USE(
      409,
      ErrorCode.CONFLICT,
      "(?i:cannot delete branch '.*' (used by|checked out))",
      "check out another branch first"),
  MERGE_CONFLICT(
      409,
      ErrorCode.GIT_MERGE_CONFLICT,
      "(?i:not possible to fast-forward|can't be fast-forwarded|unmerged files|have not concluded"
          + "|needs merge|resolve your current index|unrelated histories|is unmerged)",
      "both sides have commits of their own, or a merge is under way: merge or rebase with"
          + " /process/execute, resolve what conflicts, and commit"),
  DIRTY_WORKTREE(
      409,
      ErrorCode.GIT_DIRTY_WORKTREE,
      "would be overwritten by|commit your changes or stash them|not uptodate|(?i:local changes)",
      "commit these changes, or discard them with restore or reset"),
  NOTHING_STAGED(
      409,
      ErrorCode.CONFLICT,
      "nothing to commit|nothing added to commit|no changes added to commit",
      "stage changes with add first, or set allow_empty"),
  TAKEN(
      409,
      ErrorCode.CONFLICT,
      "already exists and is not an empty directory|remote .* already exists",
      "choose another name, or remove what is there"),
  OUTSIDE(
      400,
      ErrorCode.INVALID_FILE_PATH,
      "is outside repository|beyond a symbolic link|is in submodule",
      "name files relative to the repository, within it"),
  FILE_NOT_FOUND(
      404,
      ErrorCode.FILE_NOT_FOUND,
      "pathspec '.*' did not match any file",
      "names are taken literally and are relative to the repository; \".\" is all of it"),
  TRANSPORT_FAILED(
      502,
      ErrorCode.GIT_TRANSPORT_FAILED,
      "unable to access|(?i:could not resolve host)|Could not read from remote repository|RPC"
          + " failed|early EOF|unexpected disconnect|hung up unexpectedly|unable to connect|unable"
          + " to look up|Connection (refused|reset|timed out)",
      "the remote was not reached: check its URL, and what the sandbox's network settings let"
          + " through"),
  NO_PERMISSION(
      403,
      ErrorCode.FILE_ACCESS_DENIED,
      "Permission denied",
      "the sandbox's user may not do that there"),
  OTHER(400, ErrorCode.BAD_REQUEST, "", "");

  private static final int MAX_SHOWN_CHARS = 2_000;
  private static final int KILLED = 128 + 9;

  private final int status;
  private final String code;
  private final Pattern words;
  private final String advice;

  GitFailure(int status, String code, String words, String advice) {
    this.status = status;
    this.code = code;
    this.words = Pattern.compile(words);
    this.advice = advice;
  }

  static GitFailure kind(String words) {
    return Arrays.stream(values())
        .filter(failure -> failure.words.matcher(words).find())
        .findFirst()
        .orElse(OTHER);
  }

  static ApiException of(GitCommand command, GitResult result, Resources allowed) {
    String tried = "cannot " + command.tried() + ": ";
    if (result.exitCode() >= KILLED) {
      return new ApiException(
          500,
          ErrorCode.INTERNAL_SERVER_ERROR,
          tried
              + "Git was killed, perhaps because the sandbox's memory of "
              + allowed.memory()
              + " was full: use a smaller depth, or a sandbox with more");
    }
    GitFailure kind = kind(result.words());
    String prefix =
        switch (kind.status) {
          case 404 -> "not found: ";
          case 409 -> "conflict: ";
          default -> "";
        };
    String said = shown(command.withoutSecrets(result.words()));
    return new ApiException(
        kind.status,
        kind.code,
        prefix
            + tried
            + (said.isEmpty() ? "Git ended with exit code " + result.exitCode() : said)
            + (kind.advice.isEmpty() ? "" : " (" + kind.advice + ")"));
  }

  /** Without its hints, which speak of commands that a client does not type. */
  private static String shown(String words) {
    String text =
        words
            .lines()
            .map(line -> line.replace('\t', ' ').strip())
            .filter(line -> !line.isEmpty() && !line.startsWith("hint:"))
            .collect(Collectors.joining("; "));
    return text.length() <= MAX_SHOWN_CHARS ? text : text.substring(0, MAX_SHOWN_CHARS) + " ...";
  }
}
