package dev.sebring.server.toolbox.git;

import dev.sebring.api.GitCommitInfo;
import dev.sebring.api.GitInitRequest;
import dev.sebring.api.GitStatus;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import dev.sebring.server.toolbox.files.FilePaths;
import java.io.IOException;

/** Makes a repository, and tells its state and its history. Thread-safe. */
final class RepositoryEndpoints {
  private RepositoryEndpoints() {}

  static void addTo(ToolboxRoutes routes) {
    routes.post(
        "/git/init",
        Operation.of("Make a repository").takes(GitInitRequest.class).answers(201),
        RepositoryEndpoints::init);
    routes.get(
        "/git/status",
        Operation.of("The branch of a repository, and every file that differs")
            .requiredQuery("path")
            .answers(GitStatus.class),
        RepositoryEndpoints::status);
    routes.get(
        "/git/history",
        Operation.of("The commits of a repository, newest first")
            .requiredQuery("path")
            .answersListOf(GitCommitInfo.class),
        RepositoryEndpoints::history);
  }

  private static void init(Exchange exchange, ToolboxContext sandbox) {
    GitInitRequest request = exchange.body(GitInitRequest.class);
    GuestPath path = FilePaths.resolve(request.path(), sandbox);
    GitCommand init = GitCommand.of("init a repository in " + request.path(), "init", "--quiet");
    init.wordsIf(Boolean.TRUE.equals(request.bare()), "--bare");
    if (request.initialBranch() != null && !request.initialBranch().isEmpty()) {
      init.words("--initial-branch=" + RefNames.require("initial_branch", request.initialBranch()));
    }
    Git.anywhere(exchange, sandbox).run(init.words("--", path.toString()));
    exchange.answerEmpty(201);
  }

  private static void status(Exchange exchange, ToolboxContext sandbox) {
    String path = exchange.requiredQuery("path");
    Git git = Git.at(path, exchange, sandbox);
    GitCommand command =
        GitCommand.of(
                "tell the status of " + path,
                "status",
                "--porcelain=v2",
                "--branch",
                "-z",
                "--untracked-files=all",
                "--renames")
            .variable("GIT_OPTIONAL_LOCKS", "0");
    StatusReader status = StatusReader.read(git.run(command).output());
    boolean published = status.hasUpstream() || (!status.detached() && published(git, status));
    exchange.answer(status.toApi(published));
  }

  /** Whether any remote is known to have a branch of that name. */
  private static boolean published(Git git, StatusReader status) {
    GitCommand command =
        GitCommand.of(
            "look for branch " + status.branch() + " on remotes",
            "for-each-ref",
            "--count=1",
            "--format=%(refname)",
            "refs/remotes/*/" + status.branch());
    return !git.run(command).text().isEmpty();
  }

  private static void history(Exchange exchange, ToolboxContext sandbox) throws IOException {
    String path = exchange.requiredQuery("path");
    Git git = Git.at(path, exchange, sandbox);
    GitCommand head =
        GitCommand.of(
            "tell the history of " + path, "rev-parse", "--verify", "--quiet", "HEAD^{commit}");
    GitResult commit = git.tryRun(head);
    if (!commit.succeeded() && commit.errors().isEmpty()) {
      exchange.answerBytes(200, "application/json", new byte[] {'[', ']'});
      return;
    }
    if (!commit.succeeded()) {
      throw git.failure(head, commit);
    }
    GitCommand log =
        GitCommand.of(
                "tell the history of " + path,
                "log",
                "-z",
                "--no-show-signature",
                "--format=tformat:" + HistoryWriter.FORMAT,
                commit.text())
            .setting("i18n.logOutputEncoding=UTF-8");
    try (GitProcess process = git.start(log)) {
      HistoryWriter.write(process, exchange.stream(200, "application/json", -1));
    }
  }
}
