package dev.sebring.server.toolbox.git;

import dev.sebring.api.GitAddRemoteRequest;
import dev.sebring.api.GitRemote;
import dev.sebring.api.ListRemotesResponse;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import dev.sebring.server.toolbox.files.FileNames;
import java.util.LinkedHashMap;
import java.util.Map;

/** The remotes of a repository. Thread-safe. */
final class RemoteEndpoints {
  private static final String REMOTES = "/git/remotes";
  private static final String BEFORE_NAME = "remote.";
  private static final String AFTER_NAME = ".url";

  private RemoteEndpoints() {}

  static void addTo(ToolboxRoutes routes) {
    routes.get(
        REMOTES,
        Operation.of("List the remotes of a repository")
            .requiredQuery("path")
            .answers(ListRemotesResponse.class),
        RemoteEndpoints::list);
    routes.post(
        REMOTES,
        Operation.of("Add a remote, or give it another URL")
            .takes(GitAddRemoteRequest.class)
            .answers(201),
        RemoteEndpoints::add);
  }

  private static void list(Exchange exchange, ToolboxContext sandbox) {
    String path = exchange.requiredQuery("path");
    Git git = Git.at(path, exchange, sandbox);
    git.run(GitCommand.of("list the remotes of " + path, "rev-parse", "--git-dir"));
    GitResult settings =
        git.tryRun(
            GitCommand.of(
                "list the remotes of " + path,
                "config",
                "-z",
                "--get-regexp",
                "^remote\\..*\\.url$"));
    Map<String, String> urls = new LinkedHashMap<>();
    for (String setting : FileNames.text(settings.output()).split("\0")) {
      int end = setting.indexOf('\n');
      if (end > 0) {
        String name = setting.substring(BEFORE_NAME.length(), end - AFTER_NAME.length());
        urls.putIfAbsent(name, setting.substring(end + 1));
      }
    }
    exchange.answer(
        new ListRemotesResponse(
            urls.entrySet().stream()
                .map(remote -> new GitRemote(remote.getKey(), remote.getValue()))
                .toList()));
  }

  private static void add(Exchange exchange, ToolboxContext sandbox) {
    GitAddRemoteRequest request = exchange.body(GitAddRemoteRequest.class);
    String name = RefNames.require("name", request.name());
    RemoteUrl url = RemoteUrl.parse(request.url());
    if (url.password().isPresent()) {
      throw ApiException.badRequest(
          "url has a password in it, which would be written to .git/config: leave it out, and give"
              + " it to push and pull, or keep it with git/credentials");
    }
    Git git = Git.at(request.path(), exchange, sandbox);
    String tried = "add remote " + name + " to " + request.path();
    if (Boolean.TRUE.equals(request.overwrite())
        && git.tryRun(GitCommand.of(tried, "remote", "get-url", name)).succeeded()) {
      String key = BEFORE_NAME + name;
      git.run(GitCommand.of(tried, "config", "--replace-all", key + AFTER_NAME, url.text()));
      git.tryRun(GitCommand.of(tried, "config", "--unset-all", key + ".pushurl"));
    } else {
      git.run(GitCommand.of(tried, "remote", "add", "--", name, url.text()));
    }
    if (Boolean.TRUE.equals(request.fetch())) {
      git.run(
          GitCommand.of(
              "fetch from remote " + name + ", which was added", "fetch", "--quiet", name));
    }
    exchange.answerEmpty(201);
  }
}
