package dev.sebring.server.toolbox.git;

import dev.sebring.api.GitPullRequest;
import dev.sebring.api.GitPushRequest;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import org.jspecify.annotations.Nullable;

/** Commits to a remote, and from it. Thread-safe. */
final class TransferEndpoints {
  private static final String ORIGIN = "origin";
  private static final String BRANCHES = "refs/heads/";

  private TransferEndpoints() {}

  static void addTo(ToolboxRoutes routes) {
    routes.post(
        "/git/push",
        Operation.of("Push a branch to a remote").takes(GitPushRequest.class),
        TransferEndpoints::push);
    routes.post(
        "/git/pull",
        Operation.of("Pull a branch from a remote, if that is a fast-forward")
            .takes(GitPullRequest.class),
        TransferEndpoints::pull);
  }

  private static void push(Exchange exchange, ToolboxContext sandbox) {
    GitPushRequest request = exchange.body(GitPushRequest.class);
    Git git = Git.at(request.path(), exchange, sandbox);
    String remote = given(request.remote()) ? name("remote", request.remote()) : ORIGIN;
    RemoteUrl url = url(git, remote, "--push");
    String branch =
        given(request.branch()) ? name("branch", request.branch()) : currentBranch(git, "push");
    GitCommand push =
        GitCommand.of(
                "push branch " + branch + " of " + request.path() + " to " + remote,
                "push",
                "--porcelain")
            .credential(Credential.of(request.username(), request.password(), url))
            .wordsIf(Boolean.TRUE.equals(request.setUpstream()), "--set-upstream")
            .words(remote, BRANCHES + branch + ":" + BRANCHES + branch);
    if (isTracked(git, remote, branch)) {
      git.run(push);
    } else {
      git.run(push.setting("remote." + remote + ".fetch=" + tracking(remote, branch)));
      git.run(
          GitCommand.of(
              "track branch " + branch, "remote", "set-branches", "--add", remote, branch));
    }
    exchange.answerEmpty(200);
  }

  /** A clone of one branch does not follow others: one that it pushes it is to follow too. */
  private static boolean isTracked(Git git, String remote, String branch) {
    GitCommand command =
        GitCommand.of("find what is tracked", "config", "--get-all", "remote." + remote + ".fetch");
    return git.tryRun(command)
        .text()
        .lines()
        .anyMatch(it -> it.contains(BRANCHES + "*:") || it.contains(BRANCHES + branch + ":"));
  }

  private static String tracking(String remote, String branch) {
    return "+" + BRANCHES + branch + ":refs/remotes/" + remote + "/" + branch;
  }

  private static void pull(Exchange exchange, ToolboxContext sandbox) {
    GitPullRequest request = exchange.body(GitPullRequest.class);
    Git git = Git.at(request.path(), exchange, sandbox);
    Upstream upstream = Upstream.of(git);
    String remote =
        given(request.remote()) ? name("remote", request.remote()) : upstream.remoteOr(ORIGIN);
    RemoteUrl url = url(git, remote, "--all");
    String branch =
        given(request.branch())
            ? name("branch", request.branch())
            : upstream.branchOn(remote).orElseGet(() -> currentBranch(git, "pull"));
    GitCommand pull =
        GitCommand.of(
                "pull branch " + branch + " from " + remote + " into " + request.path(),
                "pull",
                "--quiet",
                "--ff-only",
                "--no-rebase")
            .credential(Credential.of(request.username(), request.password(), url))
            .words(remote, BRANCHES + branch);
    git.run(pull);
    exchange.answerEmpty(200);
  }

  private static boolean given(@Nullable String text) {
    return text != null && !text.isEmpty();
  }

  private static String name(String what, @Nullable String text) {
    return RefNames.require(what, text == null ? "" : text);
  }

  /** Where a remote is: its credential is for that host only. */
  private static RemoteUrl url(Git git, String remote, String which) {
    GitCommand command = GitCommand.of("find remote " + remote, "remote", "get-url", which, remote);
    return RemoteUrl.parse(git.run(command).text().lines().findFirst().orElse(""));
  }

  private static String currentBranch(Git git, String what) {
    return BranchEndpoints.current(git)
        .orElseThrow(() ->
            ApiException.badRequest(
                "no branch is checked out (HEAD is detached): say which branch to " + what));
  }
}
