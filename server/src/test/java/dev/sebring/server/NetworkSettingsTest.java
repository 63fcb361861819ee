package dev.sebring.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.server.TestServer.Answer;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On create and later, over HTTP. What a policy does is the backends' matter. */
class NetworkSettingsTest {
  private TestServer server;

  @BeforeEach
  void aServer() throws IOException {
    server = TestServer.start(settings -> settings);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void listsAreGivenOnCreateAndShownAsTheyCount() {
    JsonNode box =
        create(
            "\"networkAllowList\":\"192.168.1.0/16,"
                + " 10.0.0.0/24\",\"domainAllowList\":\"Example.com.,*.example.org\"");
    assertThat(settings(box))
        .isEqualTo("false 192.168.0.0/16,10.0.0.0/24 example.com,*.example.org");
    assertThat(settings(server.get("/api/sandbox/" + box.path("id").asText()).body()))
        .isEqualTo(settings(box));
  }

  @Test
  void withoutSettingsTheInternetIsOpen() {
    assertThat(settings(create(""))).isEqualTo("false - -");
    assertThat(settings(create("\"networkBlockAll\":true"))).isEqualTo("true - -");
  }

  @Test
  void aChangeSaysWhatStaysAndWhatIsCleared() {
    String id = create("\"networkBlockAll\":true").path("id").asText();
    assertThat(change(id, "")).isEqualTo("true - -");
    assertThat(change(id, "\"networkAllowList\":\"\"")).isEqualTo("true - -");
    assertThat(change(id, "\"networkAllowList\":\"192.0.2.0/24\""))
        .isEqualTo("false 192.0.2.0/24 -");
    assertThat(change(id, "\"domainAllowList\":\"a.test\"")).isEqualTo("false 192.0.2.0/24 a.test");
    assertThat(change(id, "\"networkAllowList\":\"\"")).isEqualTo("false - a.test");
    assertThat(change(id, "\"networkBlockAll\":false,\"networkAllowList\":\"192.0.2.0/24\""))
        .isEqualTo("false 192.0.2.0/24 a.test");
    assertThat(change(id, "\"networkBlockAll\":false")).isEqualTo("false - -");
    assertThat(change(id, "\"domainAllowList\":\"a.test\"")).isEqualTo("false - a.test");
    assertThat(change(id, "\"networkBlockAll\":true")).isEqualTo("true - -");
  }

  @Test
  void aWrongEntryIsNamedWithItsFieldAndChangesNothing() {
    String id = create("\"domainAllowList\":\"a.test\"").path("id").asText();
    String eleven =
        IntStream.range(0, 11)
            .mapToObj(i -> "192.0.2." + i + "/32")
            .collect(Collectors.joining(","));
    for (String[] wrong :
        List.of(
            new String[] {"networkAllowList", "\"192.0.2.0/24,10.0.0.1\"", "\"10.0.0.1\""},
            new String[] {"networkAllowList", "\"192.0.2.0/24,\"", "\"\""},
            new String[] {"networkAllowList", "\"::/0\"", "\"::/0\""},
            new String[] {"networkAllowList", "\"" + eleven + "\"", "11"},
            new String[] {"networkAllowList", "[\"192.0.2.0/24\"]", "string"},
            new String[] {"domainAllowList", "\"a.test,https://b.test/\"", "\"https://b.test/\""},
            new String[] {"domainAllowList", "\"*\"", "\"*\""},
            new String[] {"domainAllowList", "\"10.0.0.1\"", "\"10.0.0.1\""},
            new String[] {"networkBlockAll", "\"yes\"", "true or false"},
            new String[] {
              "networkBlockAll", "true,\"domainAllowList\":\"a.test\"", "domainAllowList"
            })) {
      String body = "{\"" + wrong[0] + "\":" + wrong[1] + "}";
      for (String path : List.of("/api/sandbox", "/api/sandbox/" + id + "/network-settings")) {
        Answer refused = server.post(path, body);
        assertThat(refused.status()).as(body).isEqualTo(400);
        assertThat(refused.message()).as(body).contains(wrong[0]).contains(wrong[2]);
      }
    }
    assertThat(settings(server.get("/api/sandbox/" + id).body())).isEqualTo("false - a.test");
    assertThat(server.post("/api/sandbox/" + id + "/network-settings", "[]").status())
        .isEqualTo(400);
  }

  private JsonNode create(String fields) {
    Answer answer = server.post("/api/sandbox", "{" + fields + "}");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private String change(String id, String fields) {
    Answer answer = server.post("/api/sandbox/" + id + "/network-settings", "{" + fields + "}");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return settings(answer.body());
  }

  private static String settings(JsonNode box) {
    return box.path("networkBlockAll").asText()
        + " "
        + box.path("networkAllowList").asText("-")
        + " "
        + box.path("domainAllowList").asText("-");
  }
}
