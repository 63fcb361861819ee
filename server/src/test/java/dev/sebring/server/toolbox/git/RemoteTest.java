package dev.sebring.server.toolbox.git;

import static dev.sebring.server.toolbox.git.GitCalls.assertRefused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.Json;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clone, push and pull, against Git's own HTTP server. */
@Timeout(120)
class RemoteTest {
  private static final String USER = GitHttpServer.USER;
  private static final String PASSWORD = GitHttpServer.PASSWORD;

  private final GitCalls git = new GitCalls();
  @TempDir private Path repositories;
  private GitHttpServer server;
  private String first;

  @BeforeEach
  void aRepositoryOnAServer() throws Exception {
    server = new GitHttpServer(repositories);
    git.succeed("init", "path", "seed", "initial_branch", "main");
    git.write("seed/a.txt", "one\n");
    first = git.commit("seed", "first");
    git.write("seed/a.txt", "two\n");
    git.commit("seed", "second");
    git.succeed("branches", "path", "seed", "name", "side");
    git.write("seed/side.txt", "side\n");
    git.commit("seed", "on the side");
    git.succeed("checkout", "path", "seed", "branch", "main");
    host("git", "clone", "--quiet", "--bare", git.home("seed").toString(), "app.git");
  }

  @AfterEach
  void stop() {
    server.close();
    git.close();
  }

  private void host(String... words) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(words)
            .directory(repositories.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private void clone(String path, Object... more) {
    List<Object> pairs =
        new ArrayList<>(
            List.of(
                "url",
                server.url("app.git"),
                "path",
                path,
                "username",
                USER,
                "password",
                PASSWORD));
    pairs.addAll(List.of(more));
    git.succeed("clone", pairs.toArray());
  }

  private Answer transfer(String call, String path, Object... more) {
    List<Object> pairs =
        new ArrayList<>(List.of("path", path, "username", USER, "password", PASSWORD));
    pairs.addAll(List.of(more));
    return git.post(call, pairs.toArray());
  }

  private String commit(String path, String file) throws Exception {
    git.write(path + "/" + file, file + "\n");
    return git.commit(path, "add " + file);
  }

  @Test
  void aCloneIsOneBranchWithItsUpstream() {
    clone("c");
    JsonNode status = git.json("status", "c");
    assertThat(status.path("currentBranch").asText()).isEqualTo("main");
    assertThat(status.path("upstream").asText()).isEqualTo("origin/main");
    assertThat(status.path("branchPublished").asBoolean()).isTrue();
    assertThat(status.path("ahead").asInt(-1)).isZero();
    assertThat(git.json("history", "c")).hasSize(2);
    assertThat(git.home("c/.git/refs/remotes/origin/side")).doesNotExist();
    assertThat(git.json("remotes", "c").at("/remotes/0/url").asText())
        .isEqualTo(server.url("app.git"));
    clone("s", "branch", "side", "depth", 1);
    assertThat(git.json("history", "s")).hasSize(1);
    assertThat(git.home("s/side.txt")).exists();
  }

  @Test
  void aCommitIsClonedOnNoBranchWhereverItIs() throws Exception {
    clone("c", "commit_id", first);
    assertThat(git.home("c/a.txt")).hasContent("one");
    assertThat(git.json("status", "c").path("detached").asBoolean()).isTrue();
    String side = git.json("history", "seed").get(0).path("hash").asText();
    git.succeed("checkout", "path", "seed", "branch", "side");
    side = git.json("history", "seed").get(0).path("hash").asText();
    clone("whole", "commit_id", side, "depth", 1);
    assertThat(git.home("whole/side.txt")).exists();
    clone("short", "commit_id", side.substring(0, 7));
    assertThat(git.home("short/side.txt")).exists();
    Files.createDirectories(git.home("kept"));
    for (String path : List.of("gone", "kept")) {
      assertRefused(
          git.post(
              "clone",
              "url",
              server.url("app.git"),
              "path",
              path,
              "commit_id",
              "0123456789",
              "username",
              USER,
              "password",
              PASSWORD),
          404,
          "GIT_BRANCH_NOT_FOUND",
          "0123456789");
    }
    assertThat(git.home("gone")).doesNotExist();
    assertThat(git.home("kept")).isEmptyDirectory();
    assertRefused(
        git.post("clone", "url", server.url("app.git"), "path", "x", "commit_id", "-x"),
        400,
        "BAD_REQUEST");
  }

  @Test
  void credentialsInTheUrlAreUsedAndNotKept() throws Exception {
    String authority = USER + ":" + PASSWORD.replace("%", "%25") + "@";
    git.succeed("clone", "url", server.urlAs(authority, "app.git"), "path", "c");
    assertThat(git.json("remotes", "c").at("/remotes/0/url").asText())
        .isEqualTo(server.urlAs(USER + "@", "app.git"));
    commit("c", "b");
    assertThat(transfer("push", "c").status()).isEqualTo(200);
    assertThat(filesWith(GitHttpServer.SECRET)).isEmpty();
  }

  @Test
  void wrongCredentialsAndWrongNamesHaveErrorsOfTheirOwn() {
    String url = server.url("app.git");
    assertRefused(
        git.post("clone", "url", url, "path", "x"),
        401,
        "GIT_AUTH_FAILED",
        url.replace("/app.git", ""),
        "username and password");
    Answer wrong =
        git.post("clone", "url", url, "path", "x", "username", USER, "password", "wr0ng-one");
    assertRefused(wrong, 401, "GIT_AUTH_FAILED", "Authentication failed");
    assertThat(wrong.body()).doesNotContain("wr0ng-one");
    assertRefused(
        git.post(
            "clone",
            "url",
            server.url("none.git"),
            "path",
            "x",
            "username",
            USER,
            "password",
            PASSWORD),
        404,
        "GIT_REPO_NOT_FOUND",
        "none.git");
    assertRefused(
        git.post(
            "clone",
            "url",
            url,
            "path",
            "x",
            "branch",
            "none",
            "username",
            USER,
            "password",
            PASSWORD),
        404,
        "GIT_BRANCH_NOT_FOUND",
        "none");
    assertRefused(
        git.post("clone", "url", "http://127.0.0.1:1/r", "path", "x"),
        502,
        "GIT_TRANSPORT_FAILED",
        "127.0.0.1");
    assertRefused(git.post("clone", "url", "/nowhere", "path", "x"), 404, "GIT_REPO_NOT_FOUND");
    assertRefused(git.post("clone", "url", url, "path", "seed"), 409, "CONFLICT", "seed");
    assertThat(git.home("x")).doesNotExist();
    for (String bad : List.of("ext::sh -c 'touch pwned'", "-u", "--upload-pack=touch pwned")) {
      assertRefused(git.post("clone", "url", bad, "path", "x"), 400, "BAD_REQUEST", "url");
    }
    assertRefused(git.post("clone", "url", url, "path", "x", "username", USER), 400, "BAD_REQUEST");
    assertRefused(git.post("clone", "url", url, "path", "x", "password", "p"), 400, "BAD_REQUEST");
    assertRefused(
        git.post("clone", "url", url, "path", "x", "username", "a\nhost=h", "password", "p"),
        400,
        "BAD_REQUEST");
    assertRefused(
        git.post("clone", "url", "git@h:r", "path", "x", "username", "a", "password", "p"),
        400,
        "BAD_REQUEST",
        "~/.ssh");
    assertRefused(git.post("clone", "url", url, "path", "x", "depth", -1), 400, "BAD_REQUEST");
  }

  @Test
  void commitsGoToTheRemoteAndComeFromIt() throws Exception {
    clone("one");
    clone("two");
    String pushed = commit("one", "b");
    assertThat(git.json("status", "one").path("ahead").asInt()).isEqualTo(1);
    assertThat(transfer("push", "one").status()).isEqualTo(200);
    assertThat(transfer("push", "one").status()).as("up to date").isEqualTo(200);
    assertThat(git.json("status", "one").path("ahead").asInt()).isZero();
    assertThat(transfer("pull", "two").status()).isEqualTo(200);
    assertThat(transfer("pull", "two").status()).as("up to date").isEqualTo(200);
    assertThat(git.json("history", "two").get(0).path("hash").asText()).isEqualTo(pushed);
    assertThat(transfer("pull", "two", "branch", "none").text("code"))
        .isEqualTo("GIT_BRANCH_NOT_FOUND");

    git.succeed("branches", "path", "one", "name", "topic");
    commit("one", "c");
    assertThat(git.json("status", "one").path("branchPublished").asBoolean(true)).isFalse();
    assertThat(transfer("push", "one", "set_upstream", true).status()).isEqualTo(200);
    assertThat(git.json("status", "one").path("upstream").asText()).isEqualTo("origin/topic");
    assertRefused(transfer("push", "one", "branch", "none"), 404, "GIT_BRANCH_NOT_FOUND", "none");
    assertRefused(transfer("push", "one", "remote", "none"), 404, "GIT_REPO_NOT_FOUND", "none");
    assertRefused(transfer("push", "one", "branch", "+a:b"), 400, "BAD_REQUEST");
    assertRefused(transfer("pull", "one", "remote", "--upload-pack=x"), 400, "BAD_REQUEST");
    assertRefused(
        git.post("push", "path", "one"), 401, "GIT_AUTH_FAILED", "terminal prompts disabled");
  }

  @Test
  void sidesThatDifferAreNotForcedTogether() throws Exception {
    clone("one");
    clone("two");
    commit("one", "b");
    assertThat(transfer("push", "one").status()).isEqualTo(200);
    commit("two", "c");
    assertRefused(transfer("push", "two"), 409, "GIT_PUSH_REJECTED", "rejected", "pull");
    assertRefused(transfer("pull", "two"), 409, "GIT_MERGE_CONFLICT", "fast-forward");
    git.succeed("reset", "path", "two", "mode", "hard", "target", "HEAD~1");
    git.write("two/b", "in the way\n");
    assertRefused(transfer("pull", "two"), 409, "GIT_DIRTY_WORKTREE", "b");
    assertThat(git.home("two/b")).hasContent("in the way");
  }

  @Test
  void aHookOfTheRemoteIsHeard() throws Exception {
    clone("one");
    Path hook = repositories.resolve("app.git/hooks/pre-receive");
    Files.writeString(hook, "#!/bin/sh\necho only on Mondays >&2\nexit 1\n");
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    commit("one", "b");
    assertRefused(
        transfer("push", "one"), 422, "GIT_REMOTE_REJECTED", "only on Mondays", "hook declined");
  }

  @Test
  void aRedirectToAnotherServerBringsItNoCredentials() throws Exception {
    try (GitHttpServer other = new GitHttpServer(repositories)) {
      server.redirect(other.url("").replaceFirst("/$", ""));
      Answer answer =
          git.post(
              "clone",
              "url",
              server.url("app.git"),
              "path",
              "x",
              "username",
              USER,
              "password",
              PASSWORD);
      assertRefused(answer, 401, "GIT_AUTH_FAILED");
      assertThat(other.credentials()).isEmpty();
    }
  }

  @Test
  void keptCredentialsAreUsedAndThoseOfACallAreNotKept() throws Exception {
    git.succeed("config", "key", "credential.helper", "value", "store");
    clone("given");
    assertThat(filesWith(GitHttpServer.SECRET)).isEmpty();
    String host = server.url("").replace("http://", "").replace("/", "");
    git.succeed(
        "credentials", "username", USER, "password", PASSWORD, "host", host, "protocol", "http");
    assertThat(filesWith(GitHttpServer.SECRET)).containsExactly(git.home(".git-credentials"));
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(git.home(".git-credentials"))))
        .isEqualTo("rw-------");
    git.succeed("clone", "url", server.url("app.git"), "path", "kept");
    commit("kept", "b");
    git.succeed("push", "path", "kept");
    for (List<String> wrong :
        List.of(List.of("h/x", "https"), List.of("h", "ssh"), List.of("u@h", "http"))) {
      assertRefused(
          git.post(
              "credentials",
              "username",
              "a",
              "password",
              "b",
              "host",
              wrong.get(0),
              "protocol",
              wrong.get(1)),
          400,
          "BAD_REQUEST");
    }
  }

  @Test
  void noProcessShowsTheCredentialsWhileTheyAreUsed() throws Exception {
    server.hold();
    CompletableFuture<Answer> clone =
        CompletableFuture.supplyAsync(() ->
            git.post(
                "clone",
                "url",
                server.url("app.git"),
                "path",
                "slow",
                "username",
                USER,
                "password",
                PASSWORD));
    assertThat(server.holding().await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(processes(server.url("app.git"))).as("Git's processes").hasSizeGreaterThan(1);
    assertThat(processes(GitHttpServer.SECRET)).isEmpty();
    server.release();
    assertThat(clone.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
    assertThat(server.credentials()).contains(USER + ":" + PASSWORD);
    assertThat(filesWith(GitHttpServer.SECRET)).isEmpty();
  }

  @Test
  void aCloneWhoseClientLeavesEndsAndLeavesNothing() throws Exception {
    server.hold();
    String body =
        Json.write(
            GitCalls.body(
                "url",
                server.url("app.git"),
                "path",
                "left",
                "username",
                USER,
                "password",
                PASSWORD));
    try (Socket client = git.toolbox().connect()) {
      client.getOutputStream().write(git.toolbox().rawPost("/git/clone", body));
      assertThat(server.holding().await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(processes(server.url("app.git"))).isNotEmpty();
    }
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!processes(server.url("app.git")).isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    assertThat(processes(server.url("app.git"))).isEmpty();
    assertThat(git.home("left")).doesNotExist();
  }

  /** The processes that have a text among their arguments or variables. */
  private static List<Path> processes(String text) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      for (Path process : all.filter(it -> it.getFileName().toString().matches("\\d+")).toList()) {
        for (String file : List.of("cmdline", "environ")) {
          if (content(process.resolve(file)).contains(text)) {
            found.add(process.resolve(file));
          }
        }
      }
    }
    return found;
  }

  private List<Path> filesWith(String text) throws IOException {
    try (Stream<Path> all = Files.walk(git.home(""))) {
      return all.filter(Files::isRegularFile).filter(file -> content(file).contains(text)).toList();
    }
  }

  /** Empty if it cannot be read: a process may have ended. */
  private static String content(Path file) {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
