package dev.sebring.server.toolbox.git;

import dev.sebring.api.GitAuthenticateRequest;
import dev.sebring.api.GitConfigResponse;
import dev.sebring.api.GitConfigureUserRequest;
import dev.sebring.api.GitSetConfigRequest;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import dev.sebring.server.toolbox.files.FileNames;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Git's own configuration, and the credentials that it keeps. Thread-safe. */
final class ConfigEndpoints {
  private static final String CONFIG = "/git/config";
  private static final String GLOBAL = "global";
  private static final String USUAL_HOST = "github.com";
  private static final String USUAL_PROTOCOL = "https";

  private ConfigEndpoints() {}

  static void addTo(ToolboxRoutes routes) {
    routes.get(
        CONFIG,
        Operation.of("Get a value of Git's configuration")
            .requiredQuery("key")
            .query("path")
            .query("scope")
            .answers(GitConfigResponse.class),
        ConfigEndpoints::get);
    routes.post(
        CONFIG,
        Operation.of("Set a value of Git's configuration").takes(GitSetConfigRequest.class),
        ConfigEndpoints::set);
    routes.post(
        "/git/config/user",
        Operation.of("Set the name and the address of Git's user")
            .takes(GitConfigureUserRequest.class),
        ConfigEndpoints::setUser);
    routes.post(
        "/git/credentials",
        Operation.of("Keep credentials for a host, in plain text in the sandbox")
            .takes(GitAuthenticateRequest.class),
        ConfigEndpoints::keepCredentials);
  }

  private static void get(Exchange exchange, ToolboxContext sandbox) {
    String key = exchange.requiredQuery("key");
    String scope = scope(exchange.query("scope").orElse(null));
    Git git = git(exchange, sandbox, scope, exchange.query("path").orElse(null));
    GitCommand command =
        GitCommand.of("get " + key, "config", "--" + scope, "-z", "--get", "--", key);
    GitResult result = git.tryRun(command);
    if (!result.succeeded() && !result.errors().isEmpty()) {
      throw git.failure(command, result);
    }
    String value = FileNames.text(result.output());
    exchange.answer(
        new GitConfigResponse(
            result.succeeded() ? value.substring(0, Math.max(value.length() - 1, 0)) : null));
  }

  private static void set(Exchange exchange, ToolboxContext sandbox) {
    GitSetConfigRequest request = exchange.body(GitSetConfigRequest.class);
    String scope = scope(request.scope());
    set(git(exchange, sandbox, scope, request.path()), scope, request.key(), request.value());
    exchange.answerEmpty(200);
  }

  private static void setUser(Exchange exchange, ToolboxContext sandbox) {
    GitConfigureUserRequest request = exchange.body(GitConfigureUserRequest.class);
    String scope = scope(request.scope());
    Git git = git(exchange, sandbox, scope, request.path());
    set(git, scope, "user.name", request.name());
    set(git, scope, "user.email", request.email());
    exchange.answerEmpty(200);
  }

  private static void set(Git git, String scope, String key, String value) {
    git.run(GitCommand.of("set " + key, "config", "--" + scope, "--replace-all", "--", key, value));
  }

  private static String scope(@Nullable String asked) {
    String scope = asked == null || asked.isEmpty() ? GLOBAL : asked;
    return switch (scope) {
      case GLOBAL, "local", "system" -> scope;
      default ->
          throw ApiException.badRequest(
              "scope must be global, local or system, not \"" + scope + "\"");
    };
  }

  private static Git git(
      Exchange exchange, ToolboxContext sandbox, String scope, @Nullable String path) {
    if (!scope.equals("local")) {
      return Git.anywhere(exchange, sandbox);
    }
    if (path == null || path.isBlank()) {
      throw ApiException.badRequest("path is missing: scope local is of one repository");
    }
    return Git.at(path, exchange, sandbox);
  }

  private static void keepCredentials(Exchange exchange, ToolboxContext sandbox) {
    GitAuthenticateRequest request = exchange.body(GitAuthenticateRequest.class);
    String protocol = or(request.protocol(), USUAL_PROTOCOL);
    String host = or(request.host(), USUAL_HOST);
    RemoteUrl url = RemoteUrl.parse(protocol + "://" + host);
    if (!url.origin().equals(Optional.of(protocol + "://" + host))) {
      throw ApiException.badRequest(
          "host must be a name with an optional port, and protocol http or https, not \""
              + protocol
              + "\" and \""
              + host
              + "\"");
    }
    if (request.username().isEmpty() || request.password().isEmpty()) {
      throw ApiException.badRequest("username and password must both be given");
    }
    Credential credential =
        new Credential(protocol + "://" + host, request.username(), request.password());
    Git git = Git.anywhere(exchange, sandbox);
    GitCommand keep =
        GitCommand.of("keep credentials for " + host, "credential", "approve")
            .setting("credential.helper=")
            .setting("credential.helper=store")
            .stdin(credential.forStore());
    GitResult kept = git.run(keep);
    if (!kept.errors().isEmpty()) {
      throw git.failure(keep, kept);
    }
    git.run(
        GitCommand.of(
            "let Git use kept credentials",
            "config",
            "--global",
            "--replace-all",
            "--",
            "credential.helper",
            "store",
            "^store$"));
    exchange.answerEmpty(200);
  }

  private static String or(@Nullable String text, String usual) {
    return text == null || text.isEmpty() ? usual : text;
  }
}
