package dev.sebring.server.toolbox.git;

import dev.sebring.api.GitCloneRequest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestFiles;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import dev.sebring.server.toolbox.files.FilePaths;
import java.util.Optional;
import java.util.regex.Pattern;

/** Clones one branch of a repository, or the commit that is asked for. Not thread-safe. */
final class CloneEndpoint {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{4,64}");

  /** Only these can be asked of a remote. */
  private static final Pattern WHOLE_COMMIT = Pattern.compile("[0-9a-fA-F]{40}|[0-9a-fA-F]{64}");

  private static final int DIRECTORY_MODE = 0755;

  private final Exchange exchange;
  private final ToolboxContext sandbox;
  private final GitCloneRequest request;
  private final GuestPath path;
  private final RemoteUrl url;
  private final Optional<Credential> credential;

  private CloneEndpoint(Exchange exchange, ToolboxContext sandbox) {
    this.exchange = exchange;
    this.sandbox = sandbox;
    request = exchange.body(GitCloneRequest.class);
    path = FilePaths.resolve(request.path(), sandbox);
    url = RemoteUrl.parse(request.url());
    credential = Credential.of(request.username(), request.password(), url);
  }

  static void addTo(ToolboxRoutes routes) {
    routes.post(
        "/git/clone",
        Operation.of("Clone a branch of a repository").takes(GitCloneRequest.class),
        (exchange, sandbox) -> {
          new CloneEndpoint(exchange, sandbox).run();
          exchange.answerEmpty(200);
        });
  }

  private void run() {
    String commit = request.commitId() == null ? "" : request.commitId();
    if (!commit.isEmpty() && !COMMIT.matcher(commit).matches()) {
      throw ApiException.badRequest(
          "commit_id must be 4 to 64 hexadecimal digits, not \"" + commit + "\"");
    }
    if (request.depth() != null && request.depth() < 0) {
      throw ApiException.badRequest(
          "depth must be a number of commits, or 0 for all, not " + request.depth());
    }
    GitCommand clone =
        remote("clone", "--quiet", "--single-branch").wordsIf(!commit.isEmpty(), "--no-checkout");
    if (request.branch() != null && !request.branch().isEmpty()) {
      clone.words("--branch=" + RefNames.require("branch", request.branch()));
    }
    boolean isNew = !exists();
    Git.anywhere(exchange, sandbox).run(shallow(clone).words("--", url.text(), path.toString()));
    if (!commit.isEmpty()) {
      try {
        checkOut(Git.at(request.path(), exchange, sandbox), commit);
      } catch (RuntimeException e) {
        remove(isNew);
        throw e;
      }
    }
  }

  private GitCommand remote(String... words) {
    GitCommand command =
        GitCommand.of("clone " + url.text() + " to " + request.path(), words)
            .credential(credential);
    return Boolean.TRUE.equals(request.insecureSkipTls())
        ? command.setting("http.sslVerify=false")
        : command;
  }

  private GitCommand shallow(GitCommand command) {
    Integer depth = request.depth();
    return depth == null || depth == 0 ? command : command.words("--depth=" + depth);
  }

  private void checkOut(Git git, String commit) {
    String tried = "check out commit " + commit + " of " + url.text();
    if (!git.tryRun(GitCommand.of(tried, "cat-file", "-e", commit + "^{commit}")).succeeded()) {
      fetch(git, commit);
    }
    git.run(GitCommand.of(tried, "checkout", "--quiet", "--detach", commit, "--"));
  }

  /** A commit that the branch does not lead to: by its name if the remote allows, or with all. */
  private void fetch(Git git, String commit) {
    if (WHOLE_COMMIT.matcher(commit).matches()
        && git.tryRun(shallow(remote("fetch", "--quiet")).words("origin", commit)).succeeded()) {
      return;
    }
    git.run(remote("fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*"));
  }

  private boolean exists() {
    try {
      sandbox.guest().files(sandbox.user()).stat(path);
      return true;
    } catch (GuestException e) {
      return false;
    }
  }

  /** Leaves what was there before, which is nothing or an empty directory. */
  private void remove(boolean isNew) {
    GuestFiles files = sandbox.guest().files(sandbox.user());
    files.removeTree(path);
    if (!isNew) {
      files.mkdirs(path, DIRECTORY_MODE);
    }
  }
}
