package dev.sebring.server.toolbox.git;

import static dev.sebring.server.toolbox.git.GitCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSH's client in the sandbox, with a key there. */
@Timeout(120)
class SshRemoteTest {
  @TempDir private Path directory;

  @Test
  void aKeyOfTheSandboxOpensARemoteWhoseHostIsKnown() throws Exception {
    try (GitCalls git = new GitCalls();
        GitSshServer server = new GitSshServer(directory.resolve("host-key"))) {
      git.succeed("init", "path", "app.git", "bare", true, "initial_branch", "main");
      String url = server.url(git.home("app.git"));
      Path known = git.write(".ssh/known_hosts", "");
      Path config = useOwnSshDirectory(git, known);

      assertRefused(
          git.post("clone", "url", url, "path", "r"), 502, "GIT_TRANSPORT_FAILED", "known_hosts");
      Files.writeString(known, server.knownHost());
      assertRefused(git.post("clone", "url", url, "path", "r"), 401, "GIT_AUTH_FAILED", "~/.ssh");

      Path key = config.resolveSibling("id");
      run(git, "ssh-keygen -q -t ecdsa -N '' -f " + key);
      server.admit(Files.readString(key.resolveSibling("id.pub")));
      git.succeed("clone", "url", url, "path", "r");
      git.succeed("branches", "path", "r", "name", "main");
      git.write("r/a", "a");
      String commit = git.commit("r", "first");
      git.succeed("push", "path", "r", "set_upstream", true);
      git.succeed("clone", "url", url, "path", "again");
      assertThat(git.json("history", "again").get(0).path("hash").asText()).isEqualTo(commit);
      git.write("r/b", "b");
      git.commit("r", "second");
      git.succeed("push", "path", "r");
      git.succeed("pull", "path", "again");
      assertThat(git.home("again/b")).exists();
      assertRefused(
          git.post("clone", "url", server.url(git.home("none")), "path", "n"),
          404,
          "GIT_REPO_NOT_FOUND",
          "none");
    }
  }

  /** Without isolation the user's own is the host's. */
  private static Path useOwnSshDirectory(GitCalls git, Path known) throws Exception {
    Path config =
        git.write(
            ".ssh/config",
            "UserKnownHostsFile "
                + known
                + "\nGlobalKnownHostsFile /dev/null\nIdentitiesOnly yes\nIdentityFile "
                + known.resolveSibling("id")
                + "\n");
    git.toolbox().post("/env", Map.of("set", Map.of("GIT_SSH_COMMAND", "ssh -F " + config)));
    return config;
  }

  private static void run(GitCalls git, String command) {
    assertThat(
            git.toolbox()
                .post("/process/execute", Map.of("command", command))
                .json()
                .path("exitCode")
                .asInt(-1))
        .isZero();
  }
}
