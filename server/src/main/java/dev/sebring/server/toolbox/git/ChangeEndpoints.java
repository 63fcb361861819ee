package dev.sebring.server.toolbox.git;

import dev.sebring.api.GitAddRequest;
import dev.sebring.api.GitCommitRequest;
import dev.sebring.api.GitCommitResponse;
import dev.sebring.api.GitResetRequest;
import dev.sebring.api.GitRestoreRequest;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import java.util.List;
import java.util.Set;

/** From changed files to a commit, and back. Thread-safe. */
final class ChangeEndpoints {
  private static final Set<String> RESET_MODES = Set.of("soft", "mixed", "hard", "merge", "keep");

  private ChangeEndpoints() {}

  static void addTo(ToolboxRoutes routes) {
    routes.post(
        "/git/add",
        Operation.of("Stage files for the next commit").takes(GitAddRequest.class),
        ChangeEndpoints::add);
    routes.post(
        "/git/commit",
        Operation.of("Commit what is staged")
            .takes(GitCommitRequest.class)
            .answers(GitCommitResponse.class),
        ChangeEndpoints::commit);
    routes.post(
        "/git/reset",
        Operation.of("Go back to a commit, or take files out of the next one")
            .takes(GitResetRequest.class),
        ChangeEndpoints::reset);
    routes.post(
        "/git/restore",
        Operation.of("Give files the content that they had").takes(GitRestoreRequest.class),
        ChangeEndpoints::restore);
  }

  private static void add(Exchange exchange, ToolboxContext sandbox) {
    GitAddRequest request = exchange.body(GitAddRequest.class);
    requireFiles(request.files());
    Git.at(request.path(), exchange, sandbox)
        .run(GitCommand.of("stage files in " + request.path(), "add").files(request.files()));
    exchange.answerEmpty(200);
  }

  private static void commit(Exchange exchange, ToolboxContext sandbox) {
    GitCommitRequest request = exchange.body(GitCommitRequest.class);
    requireText("message", request.message());
    requireText("author", request.author());
    requireText("email", request.email());
    Git git = Git.at(request.path(), exchange, sandbox);
    GitCommand commit =
        GitCommand.of("commit in " + request.path(), "commit", "--cleanup=whitespace")
            .variable("GIT_AUTHOR_NAME", request.author())
            .variable("GIT_AUTHOR_EMAIL", request.email())
            .variable("GIT_COMMITTER_NAME", request.author())
            .variable("GIT_COMMITTER_EMAIL", request.email())
            .wordsIf(Boolean.TRUE.equals(request.allowEmpty()), "--allow-empty")
            .text("--file", request.message());
    git.run(commit);
    GitCommand head =
        GitCommand.of("find the commit in " + request.path(), "rev-parse", "--verify", "HEAD");
    exchange.answer(new GitCommitResponse(git.run(head).text()));
  }

  private static void reset(Exchange exchange, ToolboxContext sandbox) {
    GitResetRequest request = exchange.body(GitResetRequest.class);
    List<String> files = request.files() == null ? List.of() : request.files();
    String mode = request.mode() == null || request.mode().isEmpty() ? "mixed" : request.mode();
    if (!RESET_MODES.contains(mode)) {
      throw ApiException.badRequest(
          "mode must be soft, mixed, hard, merge or keep, not \"" + mode + "\"");
    }
    if (!files.isEmpty() && !mode.equals("mixed")) {
      throw ApiException.badRequest(
          "mode " + mode + " is for the whole repository: leave out files, or the mode");
    }
    GitCommand reset = GitCommand.of("reset " + request.path(), "reset", "--quiet");
    if (files.isEmpty()) {
      reset.words("--" + mode);
    } else {
      reset.files(files);
    }
    if (request.target() != null && !request.target().isEmpty()) {
      reset.words(RefNames.revision("target", request.target()));
    }
    Git.at(request.path(), exchange, sandbox).run(reset.words("--"));
    exchange.answerEmpty(200);
  }

  private static void restore(Exchange exchange, ToolboxContext sandbox) {
    GitRestoreRequest request = exchange.body(GitRestoreRequest.class);
    requireFiles(request.files());
    boolean staged = Boolean.TRUE.equals(request.staged());
    boolean worktree = request.worktree() == null ? !staged : request.worktree();
    if (!staged && !worktree) {
      throw ApiException.badRequest(
          "staged and worktree are both false: say where the files are to be restored");
    }
    GitCommand restore =
        GitCommand.of("restore files in " + request.path(), "restore", "--quiet")
            .wordsIf(staged, "--staged")
            .wordsIf(worktree, "--worktree");
    if (request.source() != null && !request.source().isEmpty()) {
      restore.words("--source=" + RefNames.revision("source", request.source()));
    }
    Git.at(request.path(), exchange, sandbox).run(restore.files(request.files()));
    exchange.answerEmpty(200);
  }

  private static void requireFiles(List<String> files) {
    if (files.isEmpty()) {
      throw ApiException.badRequest("files is empty: name files, or \".\" for all of them");
    }
  }

  private static void requireText(String what, String text) {
    if (text.isBlank()) {
      throw ApiException.badRequest(what + " is blank: a commit needs one");
    }
  }
}
