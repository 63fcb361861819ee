package dev.sebring.server.toolbox.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.server.toolbox.ToolboxServer;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import dev.sebring.server.toolbox.program.NodeTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls of {@code /lsp} for one language, in a sandbox that has the language servers. */
final class LspCalls implements AutoCloseable {
  private final ToolboxServer toolbox;
  private final String language;

  LspCalls(String language) throws IOException, InterruptedException {
    this(language, new ToolboxServer(true));
  }

  /**
   * @param toolbox is closed with it
   */
  LspCalls(String language, ToolboxServer toolbox) throws IOException, InterruptedException {
    this.toolbox = toolbox;
    this.language = language;
    path(NodeTools.path());
  }

  /** Where programs are looked for from now on. */
  void path(String path) {
    assertThat(toolbox.post("/env", Map.of("set", Map.of("PATH", path))).status()).isEqualTo(200);
  }

  void write(String file, String text) throws IOException {
    Path path = toolbox.home().resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  Path home() {
    return toolbox.home();
  }

  void restartServer() {
    toolbox.restart();
  }

  Answer post(String call, String project, Object... more) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("languageId", language);
    body.put("pathToProject", project);
    for (int i = 0; i < more.length; i += 2) {
      body.put((String) more[i], more[i + 1]);
    }
    return toolbox.post("/lsp/" + call, body);
  }

  void succeed(String call, String project, Object... more) {
    Answer answer = post(call, project, more);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  Answer get(String call, String project, String key, String value) {
    return toolbox.get(
        "/lsp/"
            + call
            + "?languageId="
            + language
            + "&pathToProject="
            + ToolboxServer.encoded(project)
            + "&"
            + key
            + "="
            + ToolboxServer.encoded(value));
  }

  /** Names of symbols. */
  List<String> names(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    List<String> names = new ArrayList<>();
    answer.json().forEach(symbol -> names.add(symbol.path("name").asText()));
    return names;
  }

  /** Labels of completions. */
  List<String> completions(String project, String uri, int line, int character) {
    Answer answer =
        post(
            "completions",
            project,
            "uri",
            uri,
            "position",
            Map.of("line", line, "character", character));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    List<String> labels = new ArrayList<>();
    for (JsonNode item : answer.json().path("items")) {
      labels.add(item.path("label").asText());
    }
    return labels;
  }

  /** Processes of the sandbox that run a program. */
  long running(String program) {
    return toolbox
        .post(
            "/process/execute",
            Map.of("command", "ps -eo pid,args | grep '[n]ode.*" + program + "' || true"))
        .text("result")
        .lines()
        .count();
  }

  @Override
  public void close() {
    toolbox.close();
  }
}
