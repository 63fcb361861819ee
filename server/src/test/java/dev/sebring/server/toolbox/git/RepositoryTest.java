package dev.sebring.server.toolbox.git;

import static dev.sebring.server.toolbox.git.GitCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What needs no remote. */
class RepositoryTest {
  private static GitCalls git;

  @BeforeAll
  static void start() {
    git = new GitCalls();
  }

  @AfterAll
  static void stop() {
    git.close();
  }

  private static void init(String path) {
    git.succeed("init", "path", path, "initial_branch", "main");
  }

  /** With one commit of one file. */
  private static String repository(String path) throws Exception {
    init(path);
    git.write(path + "/a.txt", "one\n");
    return git.commit(path, "first");
  }

  @Test
  void aNewRepositoryHasABranchAndNoHistory() {
    init("new/deep");
    JsonNode status = git.json("status", "new/deep");
    assertThat(status.path("currentBranch").asText()).isEqualTo("main");
    assertThat(status.path("detached").asBoolean(true)).isFalse();
    assertThat(status.path("branchPublished").asBoolean(true)).isFalse();
    assertThat(status.path("upstream").asText("none")).isEmpty();
    assertThat(git.get("history", "new/deep").body()).isEqualTo("[]");
    assertThat(git.json("branches", "new/deep").path("branches")).isEmpty();
    assertThat(git.json("branches", "new/deep").path("current").asText()).isEqualTo("main");
    git.succeed("init", "path", "new/bare.git", "bare", true);
    assertThat(git.home("new/bare.git/HEAD")).exists();
  }

  @Test
  void filesAreStagedCommittedAndTold() throws Exception {
    repository("r");
    git.write("r/-n", "begins with a dash");
    git.write("r/*.txt", "a star");
    git.write("r/b.txt", "not the star's");
    git.write("r/dir/ü", "deep");
    git.succeed("add", "path", "r", "files", List.of("-n", "*.txt", "dir"));
    List<String> told = new ArrayList<>();
    git.json("status", "r")
        .path("fileStatus")
        .forEach(file ->
            told.add(
                file.path("name").asText()
                    + " "
                    + file.path("staging").asText()
                    + " "
                    + file.path("worktree").asText()));
    assertThat(told)
        .containsExactlyInAnyOrder(
            "-n Added Unmodified",
            "*.txt Added Unmodified",
            "dir/ü Added Unmodified",
            "b.txt Untracked Untracked");
    Answer commit =
        git.post(
            "commit",
            "path",
            "r",
            "message",
            "#1 second\n\nwith a body\n",
            "author",
            "Änn",
            "email",
            "a@x");
    assertThat(commit.text("hash")).matches("[0-9a-f]{40}");
    JsonNode history = git.json("history", "r");
    assertThat(history).hasSize(2);
    assertThat(history.get(0).path("hash").asText()).isEqualTo(commit.text("hash"));
    assertThat(history.get(0).path("author").asText()).isEqualTo("Änn");
    assertThat(history.get(0).path("email").asText()).isEqualTo("a@x");
    assertThat(history.get(0).path("message").asText()).isEqualTo("#1 second\n\nwith a body");
    assertThat(history.get(0).path("timestamp").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d([+-]\\d\\d:\\d\\d|Z)");
    assertThat(history.get(1).path("message").asText()).isEqualTo("first");
  }

  @Test
  void aNameThatIsNotTextIsToldAndStaged() throws Exception {
    repository("bytes");
    git.toolbox()
        .post(
            "/process/execute", Map.of("command", "cd bytes; printf x > \"$(printf 'a\\377b')\""));
    String name = git.json("status", "bytes").at("/fileStatus/0/name").asText();
    git.succeed("add", "path", "bytes", "files", List.of(name));
    assertThat(git.json("status", "bytes").at("/fileStatus/0/staging").asText()).isEqualTo("Added");
  }

  @Test
  void nothingStagedIsAConflictUnlessAllowed() throws Exception {
    repository("empty");
    Answer refused =
        git.post("commit", "path", "empty", "message", "m", "author", "A", "email", "a@x");
    assertRefused(refused, 409, "CONFLICT", "nothing to commit", "allow_empty");
    git.succeed(
        "commit",
        "path",
        "empty",
        "message",
        "m",
        "author",
        "A",
        "email",
        "a@x",
        "allow_empty",
        true);
    assertRefused(
        git.post("commit", "path", "empty", "message", " ", "author", "A", "email", "a@x"),
        400,
        "BAD_REQUEST",
        "message");
  }

  @Test
  void hooksOfTheRepositoryAreNotRun() throws Exception {
    repository("hooks");
    Files.setPosixFilePermissions(
        git.write("hooks/.git/hooks/pre-commit", "#!/bin/sh\nexit 1\n"),
        PosixFilePermissions.fromString("rwxr-xr-x"));
    git.write("hooks/b", "b");
    git.commit("hooks", "second");
  }

  @Test
  void aBranchIsMadeSwitchedToAndDeleted() throws Exception {
    repository("b");
    assertThat(git.post("branches", "path", "b", "name", "topic/x").status()).isEqualTo(201);
    assertThat(git.json("branches", "b").path("current").asText()).isEqualTo("topic/x");
    assertRefused(
        git.post("branches", "path", "b", "name", "main"), 409, "GIT_BRANCH_EXISTS", "main");
    assertRefused(git.deleteBranch("b", "topic/x"), 409, "CONFLICT", "check out another");
    git.write("b/new", "not merged");
    git.commit("b", "second");
    git.succeed("checkout", "path", "b", "branch", "main");
    git.succeed("checkout", "path", "b", "branch", "main");
    assertThat(git.deleteBranch("b", "topic/x").status()).isEqualTo(204);
    assertThat(git.json("branches", "b").path("branches").toString()).isEqualTo("[\"main\"]");
    assertRefused(git.deleteBranch("b", "topic/x"), 404, "GIT_BRANCH_NOT_FOUND", "topic/x");
    for (String wrong : List.of("-x", "a..b", "a b", "", "HEAD")) {
      assertRefused(git.post("branches", "path", "b", "name", wrong), 400, "BAD_REQUEST", "name");
    }
  }

  @Test
  void aCommitIsCheckedOutOnNoBranch() throws Exception {
    String first = repository("co");
    git.write("co/a.txt", "two\n");
    git.commit("co", "second");
    git.succeed("checkout", "path", "co", "branch", first.substring(0, 8));
    assertThat(git.home("co/a.txt")).hasContent("one");
    assertThat(git.json("status", "co").path("detached").asBoolean()).isTrue();
    assertThat(git.json("status", "co").path("currentBranch").asText()).isEqualTo("HEAD");
    assertThat(git.json("branches", "co").path("current").asText("none")).isEmpty();
    git.write("co/a.txt", "changed\n");
    assertRefused(
        git.post("checkout", "path", "co", "branch", "main"),
        409,
        "GIT_DIRTY_WORKTREE",
        "a.txt",
        "restore or reset");
    assertThat(git.home("co/a.txt")).hasContent("changed");
    assertRefused(
        git.post("checkout", "path", "co", "branch", "none"), 404, "GIT_BRANCH_NOT_FOUND", "none");
    assertRefused(git.post("checkout", "path", "co", "branch", "--force"), 400, "BAD_REQUEST");
  }

  @Test
  void changesAreUnstagedRestoredAndReset() throws Exception {
    String first = repository("undo");
    git.write("undo/a.txt", "two\n");
    git.succeed("add", "path", "undo", "files", List.of("."));
    git.succeed("restore", "path", "undo", "files", List.of("a.txt"), "staged", true);
    JsonNode file = git.json("status", "undo").at("/fileStatus/0");
    assertThat(file.path("staging").asText()).isEqualTo("Unmodified");
    assertThat(file.path("worktree").asText()).isEqualTo("Modified");
    git.succeed("restore", "path", "undo", "files", List.of("a.txt"));
    assertThat(git.home("undo/a.txt")).hasContent("one");
    git.write("undo/a.txt", "two\n");
    git.commit("undo", "second");
    git.succeed("restore", "path", "undo", "files", List.of("a.txt"), "source", "HEAD~1");
    assertThat(git.home("undo/a.txt")).hasContent("one");
    git.succeed("add", "path", "undo", "files", List.of("."));
    git.succeed("reset", "path", "undo", "files", List.of("a.txt"), "target", "HEAD");
    assertThat(git.json("status", "undo").at("/fileStatus/0/staging").asText())
        .isEqualTo("Unmodified");
    git.succeed("reset", "path", "undo", "mode", "hard", "target", "HEAD~1");
    assertThat(git.json("history", "undo").get(0).path("hash").asText()).isEqualTo(first);
    assertThat(git.json("status", "undo").path("fileStatus")).isEmpty();
    git.write("undo/a.txt", "three\n");
    git.succeed("reset", "path", "undo");
    assertThat(git.home("undo/a.txt")).hasContent("three");
    assertRefused(
        git.post("reset", "path", "undo", "mode", "hard", "target", "none"),
        404,
        "GIT_BRANCH_NOT_FOUND",
        "none");
    assertRefused(
        git.post("reset", "path", "undo", "mode", "soft", "files", List.of("a.txt")),
        400,
        "BAD_REQUEST");
    assertRefused(git.post("reset", "path", "undo", "mode", "wild"), 400, "BAD_REQUEST", "keep");
    assertRefused(
        git.post("restore", "path", "undo", "files", List.of("a.txt"), "worktree", false),
        400,
        "BAD_REQUEST");
  }

  @Test
  void filesThatAreNotThereOrNotInsideAreRefused() throws Exception {
    repository("in");
    assertRefused(
        git.post("add", "path", "in", "files", List.of("none")), 404, "FILE_NOT_FOUND", "none");
    assertRefused(
        git.post("add", "path", "in", "files", List.of("../r")),
        400,
        "INVALID_FILE_PATH",
        "outside");
    assertRefused(
        git.post("add", "path", "in", "files", List.of("/etc/passwd")), 400, "INVALID_FILE_PATH");
    assertRefused(git.post("add", "path", "in", "files", List.of()), 400, "BAD_REQUEST");
    assertRefused(
        git.post("restore", "path", "in", "files", List.of("none")), 404, "FILE_NOT_FOUND");
  }

  @Test
  void aRepositoryIsLookedForAtItsPathOnly() throws Exception {
    repository("root");
    git.write("root/sub/f", "");
    for (String path : List.of("root/sub", "root/sub/.", "root/a.txt", "nowhere", "/etc")) {
      assertRefused(git.get("status", path), 404, "GIT_REPO_NOT_FOUND");
    }
    assertRefused(git.get("status", ""), 400, "BAD_REQUEST");
    assertThat(git.get("status", "root/").status()).isEqualTo(200);
    for (String call : List.of("branches", "history", "remotes")) {
      assertRefused(git.get(call, "root/sub"), 404, "GIT_REPO_NOT_FOUND", "clone or init");
    }
  }

  @Test
  void configurationIsSetAndToldByScope() {
    init("conf");
    git.succeed("config", "key", "user.name", "value", "-global");
    git.succeed("config", "key", "user.name", "value", "local\n", "scope", "local", "path", "conf");
    assertThat(config("user.name", "")).isEqualTo("-global");
    assertThat(config("user.name", "&scope=local&path=conf")).isEqualTo("local\n");
    assertThat(git.toolbox().get("/git/config?key=user.none&scope=system").body()).isEqualTo("{}");
    git.succeed("config/user", "name", "Bob", "email", "b@x", "scope", "global");
    assertThat(config("user.name", "&scope=global")).isEqualTo("Bob");
    assertThat(config("user.email", "")).isEqualTo("b@x");
    for (String wrong :
        List.of("key=nosection", "key=user.name&scope=any", "key=a.b&scope=local")) {
      assertRefused(git.toolbox().get("/git/config?" + wrong), 400, "BAD_REQUEST");
    }
    assertRefused(git.post("config", "key", "--list", "value", "x"), 400, "BAD_REQUEST");
  }

  private static String config(String key, String rest) {
    return git.toolbox().get("/git/config?key=" + key + rest).text("value");
  }

  @Test
  void aRemoteIsAddedReplacedAndListed() throws Exception {
    repository("rem");
    assertThat(git.json("remotes", "rem").path("remotes")).isEmpty();
    git.succeed("remotes", "path", "rem", "name", "origin", "url", "https://ann@h/r");
    assertRefused(
        git.post("remotes", "path", "rem", "name", "origin", "url", "/r"),
        409,
        "CONFLICT",
        "origin");
    git.succeed(
        "remotes",
        "path",
        "rem",
        "name",
        "origin",
        "url",
        git.home("rem").toString(),
        "overwrite",
        true,
        "fetch",
        true);
    git.succeed("remotes", "path", "rem", "name", "two", "url", "git@h:r", "overwrite", true);
    assertThat(git.json("remotes", "rem").path("remotes").toString())
        .isEqualTo(
            "[{\"name\":\"origin\",\"url\":\""
                + git.home("rem")
                + "\"},{\"name\":\"two\",\"url\":\"git@h:r\"}]");
    assertThat(git.home("rem/.git/refs/remotes/origin/main")).exists();
    assertThat(git.json("status", "rem").path("branchPublished").asBoolean()).isTrue();
    Answer secret =
        git.post("remotes", "path", "rem", "name", "s", "url", "https://a:topsecret@h/r");
    assertRefused(secret, 400, "BAD_REQUEST", "password");
    assertThat(secret.body()).doesNotContain("topsecret");
    for (String wrong : List.of("ext::sh -c id", "-x", "ftp://h")) {
      assertRefused(
          git.post("remotes", "path", "rem", "name", "w", "url", wrong), 400, "BAD_REQUEST");
    }
    assertRefused(
        git.post("remotes", "path", "rem", "name", "-w", "url", "/r"), 400, "BAD_REQUEST");
  }

  @Test
  void anUnfinishedMergeIsToldAndHoldsACommitUp() throws Exception {
    repository("merge");
    git.succeed("branches", "path", "merge", "name", "side");
    git.write("merge/a.txt", "side\n");
    git.commit("merge", "side");
    git.succeed("checkout", "path", "merge", "branch", "main");
    git.write("merge/a.txt", "main\n");
    git.commit("merge", "main");
    git.toolbox()
        .post(
            "/process/execute",
            Map.of("command", "cd merge && git -c user.name=A -c user.email=a@x merge side"));
    JsonNode file = git.json("status", "merge").at("/fileStatus/0");
    assertThat(file.path("staging").asText()).isEqualTo("Updated but unmerged");
    assertThat(file.path("worktree").asText()).isEqualTo("Updated but unmerged");
    assertRefused(
        git.post("commit", "path", "merge", "message", "m", "author", "A", "email", "a@x"),
        409,
        "GIT_MERGE_CONFLICT",
        "a.txt");
  }

  @Test
  void withoutGitTheAnswerSaysToInstallIt() {
    try (GitCalls bare = new GitCalls()) {
      bare.toolbox().post("/env", Map.of("set", Map.of("PATH", "/nowhere")));
      assertRefused(bare.get("status", "."), 503, "GIT_NOT_INSTALLED", "install");
      assertRefused(
          bare.post("clone", "url", "https://h/r", "path", "r"),
          503,
          "GIT_NOT_INSTALLED",
          "apt-get");
    }
  }
}
