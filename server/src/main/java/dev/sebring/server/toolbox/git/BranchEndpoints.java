package dev.sebring.server.toolbox.git;

import dev.sebring.api.GitBranchRequest;
import dev.sebring.api.GitCheckoutRequest;
import dev.sebring.api.GitDeleteBranchRequest;
import dev.sebring.api.ListBranchResponse;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import java.util.List;
import java.util.Optional;

/** The branches of a repository. Thread-safe. */
final class BranchEndpoints {
  private static final String BRANCHES = "/git/branches";

  private BranchEndpoints() {}

  static void addTo(ToolboxRoutes routes) {
    routes.get(
        BRANCHES,
        Operation.of("List the local branches of a repository")
            .requiredQuery("path")
            .answers(ListBranchResponse.class),
        BranchEndpoints::list);
    routes.post(
        BRANCHES,
        Operation.of("Make a branch and switch to it").takes(GitBranchRequest.class).answers(201),
        BranchEndpoints::create);
    routes.delete(
        BRANCHES,
        Operation.of("Delete a branch, also one that is not merged")
            .takes(GitDeleteBranchRequest.class)
            .answers(204),
        BranchEndpoints::delete);
    routes.post(
        "/git/checkout",
        Operation.of("Switch to a branch, a tag or a commit").takes(GitCheckoutRequest.class),
        BranchEndpoints::checkOut);
  }

  private static void list(Exchange exchange, ToolboxContext sandbox) {
    String path = exchange.requiredQuery("path");
    Git git = Git.at(path, exchange, sandbox);
    GitCommand list =
        GitCommand.of(
            "list the branches of " + path,
            "for-each-ref",
            "--format=%(refname:lstrip=2)",
            "refs/heads");
    List<String> branches = git.run(list).text().lines().toList();
    exchange.answer(new ListBranchResponse(branches, current(git).orElse("")));
  }

  /** The branch that is checked out, also one without commits; empty if none is. */
  static Optional<String> current(Git git) {
    GitResult head =
        git.tryRun(
            GitCommand.of("find the current branch", "symbolic-ref", "--quiet", "--short", "HEAD"));
    return head.succeeded() ? Optional.of(head.text()) : Optional.empty();
  }

  private static void create(Exchange exchange, ToolboxContext sandbox) {
    GitBranchRequest request = exchange.body(GitBranchRequest.class);
    String name = RefNames.require("name", request.name());
    Git.at(request.path(), exchange, sandbox)
        .run(
            GitCommand.of(
                "make branch " + name + " in " + request.path(),
                "checkout",
                "--quiet",
                "-b",
                name));
    exchange.answerEmpty(201);
  }

  private static void delete(Exchange exchange, ToolboxContext sandbox) {
    GitDeleteBranchRequest request = exchange.body(GitDeleteBranchRequest.class);
    String name = RefNames.require("name", request.name());
    Git.at(request.path(), exchange, sandbox)
        .run(
            GitCommand.of(
                "delete branch " + name + " of " + request.path(),
                "branch",
                "--quiet",
                "-D",
                "--",
                name));
    exchange.answerEmpty(204);
  }

  private static void checkOut(Exchange exchange, ToolboxContext sandbox) {
    GitCheckoutRequest request = exchange.body(GitCheckoutRequest.class);
    String branch = RefNames.revision("branch", request.branch());
    Git.at(request.path(), exchange, sandbox)
        .run(
            GitCommand.of(
                "check out " + branch + " in " + request.path(),
                "checkout",
                "--quiet",
                branch,
                "--"));
    exchange.answerEmpty(200);
  }
}
