package dev.sebring.server.toolbox.git;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.Json;
import dev.sebring.server.toolbox.ToolboxServer;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The Git calls of one sandbox, and its files as the host sees them. */
final class GitCalls implements AutoCloseable {
  private final ToolboxServer toolbox = new ToolboxServer(true);

  /** A body of keys and values. */
  static Map<String, Object> body(Object... pairs) {
    Map<String, Object> body = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      body.put((String) pairs[i], pairs[i + 1]);
    }
    return body;
  }

  Answer post(String call, Object... pairs) {
    return toolbox.post("/git/" + call, body(pairs));
  }

  void succeed(String call, Object... pairs) {
    Answer answer = post(call, pairs);
    assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
  }

  Answer deleteBranch(String path, String name) {
    return toolbox.call(
        "DELETE",
        "/git/branches",
        BodyPublishers.ofString(Json.write(body("path", path, "name", name))));
  }

  Answer get(String call, String path) {
    return toolbox.get("/git/" + call + "?path=" + ToolboxServer.encoded(path));
  }

  JsonNode json(String call, String path) {
    Answer answer = get(call, path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  /** A commit of all changes. Returns its hash. */
  String commit(String path, String message) {
    succeed("add", "path", path, "files", new String[] {"."});
    Answer answer =
        post("commit", "path", path, "message", message, "author", "Ann", "email", "a@x");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.text("hash");
  }

  Path write(String file, String content) throws Exception {
    Files.createDirectories(home(file).getParent());
    return Files.writeString(home(file), content);
  }

  Path home(String file) {
    return toolbox.home().resolve(file);
  }

  ToolboxServer toolbox() {
    return toolbox;
  }

  static void assertRefused(Answer answer, int status, String code, String... words) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.text("code")).isEqualTo(code);
    assertThat(answer.text("source")).isEqualTo("DAYTONA_DAEMON");
    assertThat(words).allSatisfy(word -> assertThat(answer.text("message")).contains(word));
  }

  @Override
  public void close() {
    toolbox.close();
  }
}
