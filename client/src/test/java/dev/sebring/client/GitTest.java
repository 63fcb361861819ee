package dev.sebring.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.api.FileStatus;
import dev.sebring.api.GitStatus;
import dev.sebring.client.TestServer.Answer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GitTest {
  private final AtomicReference<TestServer> self = new AtomicReference<>();

  private TestServer answering(Answer answer) throws Exception {
    TestServer server =
        new TestServer(request ->
            request.line().startsWith("GET /api/sandbox/")
                ? Answer.ok(self.get().sandbox("started"))
                : answer);
    self.set(server);
    return server;
  }

  @Test
  void whatIsAbsentIsNotSent() throws Exception {
    try (TestServer server = answering(Answer.of(200, ""))) {
      Git git = server.client().get("1").getGit();
      git.clone("https://h/r", "r", null, "0123abcd", "ann", "token");
      assertThat(server.last().line()).isEqualTo("POST /toolbox/1/git/clone");
      assertThat(server.last().text())
          .isEqualTo(
              "{\"url\":\"https://h/r\",\"path\":\"r\",\"commit_id\":\"0123abcd\",\"username\":\"ann\",\"password\":\"token\"}");
      git.deleteBranch("r", "topic");
      assertThat(server.last().line()).isEqualTo("DELETE /toolbox/1/git/branches");
      assertThat(server.last().text()).isEqualTo("{\"path\":\"r\",\"name\":\"topic\"}");
      git.push("r");
      assertThat(server.last().text()).isEqualTo("{\"path\":\"r\"}");
    }
  }

  @Test
  void aStatusOfAnotherServerMayTellLess() throws Exception {
    try (TestServer server =
        answering(
            Answer.ok(
                "{\"currentBranch\":\"main\",\"fileStatus\":[{\"name\":\"a"
                    + " b\",\"staging\":\"Updated but unmerged\","
                    + "\"worktree\":\"Unmodified\",\"extra\":\"\"}]}"))) {
      GitStatus status = server.client().get("1").getGit().status("my repo");
      assertThat(server.last().line()).isEqualTo("GET /toolbox/1/git/status?path=my%20repo");
      assertThat(status.fileStatus())
          .containsExactly(
              new FileStatus(
                  "a b", FileStatus.Status.UPDATED_BUT_UNMERGED, FileStatus.Status.UNMODIFIED, ""));
      assertThat(status.ahead()).isZero();
      assertThat(status.upstream()).isNull();
    }
  }

  @Test
  void aRefusalKeepsItsCode() throws Exception {
    String body =
        "{\"statusCode\":409,\"message\":\"conflict:"
            + " rejected\",\"code\":\"GIT_PUSH_REJECTED\",\"source\":\"DAYTONA_DAEMON\"}";
    try (TestServer server = answering(Answer.of(409, body))) {
      Git git = server.client().get("1").getGit();
      assertThatThrownBy(() -> git.push("r", "ann", "token"))
          .isInstanceOfSatisfying(
              DaytonaConflictException.class,
              refused -> assertThat(refused.code()).isEqualTo("GIT_PUSH_REJECTED"))
          .hasMessageContaining("push r")
          .hasMessageNotContaining("token");
    }
  }

  @Test
  void aRemoteAndAValueMayBeMissing() throws Exception {
    try (TestServer server =
        answering(Answer.ok("{\"remotes\":[{\"name\":\"origin\",\"url\":\"/r\"}]}"))) {
      Git git = server.client().get("1").getGit();
      assertThat(git.remoteGet("r", "origin")).contains("/r");
      assertThat(git.remoteGet("r", "other")).isEmpty();
      assertThat(git.getConfig("user.name")).isEmpty();
      assertThat(server.last().line())
          .isEqualTo("GET /toolbox/1/git/config?key=user.name&scope=global");
      git.add("r", List.of("."));
    }
  }
}
