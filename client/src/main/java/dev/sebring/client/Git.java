package dev.sebring.client;

import dev.sebring.api.GitAddRemoteRequest;
import dev.sebring.api.GitAddRequest;
import dev.sebring.api.GitAuthenticateRequest;
import dev.sebring.api.GitBranchRequest;
import dev.sebring.api.GitCheckoutRequest;
import dev.sebring.api.GitCloneRequest;
import dev.sebring.api.GitCommitInfo;
import dev.sebring.api.GitCommitRequest;
import dev.sebring.api.GitCommitResponse;
import dev.sebring.api.GitConfigResponse;
import dev.sebring.api.GitConfigureUserRequest;
import dev.sebring.api.GitDeleteBranchRequest;
import dev.sebring.api.GitInitRequest;
import dev.sebring.api.GitPullRequest;
import dev.sebring.api.GitPushRequest;
import dev.sebring.api.GitRemote;
import dev.sebring.api.GitResetRequest;
import dev.sebring.api.GitRestoreRequest;
import dev.sebring.api.GitSetConfigRequest;
import dev.sebring.api.GitStatus;
import dev.sebring.api.Json;
import dev.sebring.api.ListBranchResponse;
import dev.sebring.api.ListRemotesResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Git repositories in a sandbox. A path is the root of one; relative paths start in the sandbox's
 * working directory. What Git refuses is a {@link DaytonaException} of the kind that its status
 * says, with a {@code GIT_...} code of {@link dev.sebring.api.ErrorCode} and Git's own words. Hooks
 * of a repository are not run. Credentials that a call is given are used for that call, for the
 * host of its remote, and are not kept. This class is thread-safe.
 */
public final class Git {
  private static final String POST = "POST";

  private final Toolbox toolbox;

  Git(Toolbox toolbox) {
    this.toolbox = toolbox;
  }

  /** Clones the remote's usual branch, without credentials. */
  public void clone(String url, String path) {
    clone(new GitCloneRequest(url, path, null, null, null, null, null, null));
  }

  /**
   * Clones one branch.
   *
   * @param branch {@code null}: the remote's usual one
   * @param commitId a commit to check out, on no branch; {@code null}: the branch's last
   * @param username {@code null}: none
   * @param password or token; {@code null}: none
   */
  public void clone(
      String url,
      String path,
      @Nullable String branch,
      @Nullable String commitId,
      @Nullable String username,
      @Nullable String password) {
    clone(new GitCloneRequest(url, path, branch, commitId, username, password, null, null));
  }

  /** Clones as the request says. */
  public void clone(GitCloneRequest request) {
    post("clone to " + request.path(), "/clone", request);
  }

  /** Makes a repository, and the directories above it. */
  public void init(String path) {
    init(new GitInitRequest(path, null, null));
  }

  /** Makes a repository as the request says. */
  public void init(GitInitRequest request) {
    post("init " + request.path(), "/init", request);
  }

  /** The current branch, and every file that differs. */
  public GitStatus status(String path) {
    return get("tell the status of " + path, "/status", path, GitStatus.class);
  }

  /** The commits that led to the current one, newest first. */
  public List<GitCommitInfo> history(String path) {
    return toolbox.call(
        toolbox.operation("tell the history of " + path, "GET", "/git/history").query("path", path),
        Json.mapper().getTypeFactory().constructCollectionType(List.class, GitCommitInfo.class));
  }

  /** The local branches. */
  public ListBranchResponse branches(String path) {
    return get("list the branches of " + path, "/branches", path, ListBranchResponse.class);
  }

  /** Makes a branch and switches to it; one that exists is a {@link DaytonaConflictException}. */
  public void createBranch(String path, String name) {
    post("make branch " + name, "/branches", new GitBranchRequest(path, name));
  }

  /** Deletes a branch, also one that is not merged. */
  public void deleteBranch(String path, String name) {
    toolbox.bytes(
        toolbox
            .operation("delete branch " + name, "DELETE", "/git/branches")
            .body(Body.json(new GitDeleteBranchRequest(path, name))));
  }

  /**
   * Switches to a branch, a tag or a commit; local changes in the way are a {@link
   * DaytonaConflictException}.
   */
  public void checkoutBranch(String path, String branch) {
    post("check out " + branch, "/checkout", new GitCheckoutRequest(path, branch));
  }

  /**
   * Stages files for the next commit.
   *
   * @param files relative to the repository, taken literally; {@code .} is all of it
   */
  public void add(String path, List<String> files) {
    post("stage files in " + path, "/add", new GitAddRequest(path, files));
  }

  /** Commits what is staged; nothing staged is a {@link DaytonaConflictException}. */
  public GitCommitResponse commit(String path, String message, String author, String email) {
    return commit(new GitCommitRequest(path, message, author, email, null));
  }

  /** Commits as the request says. */
  public GitCommitResponse commit(GitCommitRequest request) {
    return toolbox.call(
        operation("commit in " + request.path(), "/commit", request), GitCommitResponse.class);
  }

  /** Pushes the current branch to {@code origin}, without credentials. */
  public void push(String path) {
    push(new GitPushRequest(path, null, null, null, null, null));
  }

  /** Pushes the current branch to {@code origin}. */
  public void push(String path, String username, String password) {
    push(new GitPushRequest(path, username, password, null, null, null));
  }

  /** Pushes as the request says. */
  public void push(GitPushRequest request) {
    post("push " + request.path(), "/push", request);
  }

  /** Pulls the upstream of the current branch, if that is a fast-forward, without credentials. */
  public void pull(String path) {
    pull(new GitPullRequest(path, null, null, null, null));
  }

  /** Pulls the upstream of the current branch, if that is a fast-forward. */
  public void pull(String path, String username, String password) {
    pull(new GitPullRequest(path, username, password, null, null));
  }

  /** Pulls as the request says. */
  public void pull(GitPullRequest request) {
    post("pull into " + request.path(), "/pull", request);
  }

  /** Goes back to a commit, or takes files out of the next one, as the request says. */
  public void reset(GitResetRequest request) {
    post("reset " + request.path(), "/reset", request);
  }

  /** Gives files in the working tree the content that the index has of them. */
  public void restore(String path, List<String> files) {
    restore(new GitRestoreRequest(path, files, null, null, null));
  }

  /** Restores files as the request says. */
  public void restore(GitRestoreRequest request) {
    post("restore files in " + request.path(), "/restore", request);
  }

  /** Adds a remote; one that exists is a {@link DaytonaConflictException}. */
  public void remoteAdd(String path, String name, String url) {
    remoteAdd(new GitAddRemoteRequest(path, name, url, null, null));
  }

  /** Adds a remote as the request says. */
  public void remoteAdd(GitAddRemoteRequest request) {
    post("add remote " + request.name(), "/remotes", request);
  }

  /** The remotes of a repository. */
  public List<GitRemote> remotes(String path) {
    return get("list the remotes of " + path, "/remotes", path, ListRemotesResponse.class)
        .remotes();
  }

  /** The URL of a remote, empty if there is none of that name. */
  public Optional<String> remoteGet(String path, String name) {
    return remotes(path).stream()
        .filter(remote -> remote.name().equals(name))
        .map(GitRemote::url)
        .findFirst();
  }

  /** Sets a value of Git's configuration for all repositories. */
  public void setConfig(String key, String value) {
    setConfig(new GitSetConfigRequest(key, value, null, null));
  }

  /** Sets a value of Git's configuration as the request says. */
  public void setConfig(GitSetConfigRequest request) {
    post("set " + request.key(), "/config", request);
  }

  /** A value of Git's configuration for all repositories, empty if it is not set. */
  public Optional<String> getConfig(String key) {
    return getConfig(key, "global", null);
  }

  /**
   * A value of Git's configuration, empty if it is not set.
   *
   * @param scope {@code global}, {@code local} or {@code system}
   * @param path of the repository, for local
   */
  public Optional<String> getConfig(String key, String scope, @Nullable String path) {
    Operation operation =
        toolbox
            .operation("get " + key, "GET", "/git/config")
            .query("key", key)
            .query("scope", scope);
    return Optional.ofNullable(
        toolbox
            .call(path == null ? operation : operation.query("path", path), GitConfigResponse.class)
            .value());
  }

  /** Sets the name and the address of Git's user for all repositories. */
  public void configureUser(String name, String email) {
    configureUser(new GitConfigureUserRequest(name, email, null, null));
  }

  /** Sets the name and the address of Git's user as the request says. */
  public void configureUser(GitConfigureUserRequest request) {
    post("set Git's user", "/config/user", request);
  }

  /**
   * Keeps credentials for a host in the sandbox, <b>in plain text</b>, where every program in it
   * can read them.
   *
   * @param host with a port, if it is not the usual one; {@code null}: {@code github.com}
   * @param protocol {@code null}: {@code https}
   */
  public void dangerouslyAuthenticate(
      String username, String password, @Nullable String host, @Nullable String protocol) {
    post(
        "keep credentials",
        "/credentials",
        new GitAuthenticateRequest(username, password, host, protocol));
  }

  private <T> T get(String what, String call, String path, Class<T> type) {
    return toolbox.call(toolbox.operation(what, "GET", "/git" + call).query("path", path), type);
  }

  private void post(String what, String call, Object request) {
    toolbox.bytes(operation(what, call, request));
  }

  private Operation operation(String what, String call, Object request) {
    return toolbox.operation(what, POST, "/git" + call).body(Body.json(request));
  }
}
