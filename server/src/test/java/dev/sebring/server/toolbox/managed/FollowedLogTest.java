package dev.sebring.server.toolbox.managed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.server.toolbox.ToolboxServer;
import dev.sebring.server.toolbox.managed.EventReader.Event;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FollowedLogTest {
  private static ToolboxServer server;

  @BeforeAll
  static void start() {
    server = new ToolboxServer(true);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void outputIsThereAsSoonAsItIsWrittenAndTheEndIsTold() throws IOException {
    String one = started(server, "echo one; read x; echo two >&2; exit 3");

    try (EventReader events = follow(server, one, "")) {
      Event first = events.next();
      server.post(one + "/stdin", Map.of("data", "\n"));
      List<Event> rest = events.rest();

      assertThat(first.name()).isEqualTo("log");
      assertThat(first.data("channel")).isEqualTo("stdout");
      assertThat(first.data("data")).isEqualTo("one\n");
      assertThat(rest).extracting(Event::name).containsExactly("log", "state", "eof");
      assertThat(rest.get(0).data("channel")).isEqualTo("stderr");
      assertThat(rest.get(1).data("state")).isEqualTo("terminal");
      assertThat(rest.get(1).data("exitCode")).isEqualTo("3");
      assertThat(rest.get(2).data("cursor")).isEqualTo(rest.get(0).data("cursor"));
    }
  }

  @Test
  void whoGoesOnAtACursorAfterTheEndMissesNothingAndSeesNothingTwice() throws IOException {
    String one = started(server, "for i in 1 2 3 4 5; do echo $i; echo $i >&2; done");
    server.get(one + "/wait");

    List<Event> all = logs(follow(server, one, "").rest());
    for (int i = 0; i < all.size(); i++) {
      List<Event> rest = follow(server, one, "&cursor=" + all.get(i).data("cursor")).rest();
      assertThat(text(logs(rest))).isEqualTo(text(all.subList(i + 1, all.size())));
    }
    assertThat(text(all).chars().filter(c -> c == '\n').count()).isEqualTo(10);
  }

  @Test
  void bytesArriveAsTheyAre() throws IOException {
    String one = started(server, "printf '\\377\\000'");

    assertThat(follow(server, one, "&encoding=base64").next().data("data")).isEqualTo("/wA=");
  }

  @Test
  void aClientThatDoesNotReadHoldsUpNobodyAndGetsAllOfItLater() throws IOException {
    int bytes = 40_000_000;
    String one = started(server, "head -c " + bytes + " /dev/zero | tr '\\0' x");

    try (EventReader events = follow(server, one, "")) {
      assertThat(server.get(one + "/wait").text("reason")).isEqualTo("exited");

      long got = 0;
      for (Event event; (event = events.next()) != null; ) {
        got += event.name().equals("log") ? event.data("data").length() : 0;
      }
      assertThat(got).isEqualTo(bytes);
    }
  }

  /** A guest has no more than 1,024 channels. */
  @Test
  void clientsThatLeaveTakeNothingWithThem() throws IOException {
    String one = started(server, "echo up; sleep 1000");

    for (int followed = 0; followed < 1_500; ) {
      HttpResponse<InputStream> answer = open(server, one, "");
      try (EventReader events = new EventReader(answer.body())) {
        if (answer.statusCode() == 200) {
          assertThat(events.next().data("data")).isEqualTo("up\n");
          followed++;
        }
      }
    }
    assertThat(server.delete(one).status()).isEqualTo(204);
  }

  @Test
  void aFollowerIsToldWhenTheSandboxIsStopped() throws IOException {
    try (ToolboxServer stopping = new ToolboxServer(true)) {
      String one = started(stopping, "echo up; sleep 1000");
      try (EventReader events = follow(stopping, one, "")) {
        events.next();
        stopping.control("POST", "/stop");

        List<Event> rest = events.rest();
        assertThat(rest).extracting(Event::name).endsWith("error");
        assertThat(rest.getLast().data("code")).isEqualTo("BAD_GATEWAY");
      }
    }
  }

  @Test
  void aCursorThatIsNotThereIsAnErrorBeforeTheStream() {
    String one = started(server, "true");

    assertThat(server.get(one + "/logs?follow=true&cursor=77").text("code"))
        .isEqualTo("INVALID_CURSOR");
  }

  private static String started(ToolboxServer server, String command) {
    Map<String, Object> body = new HashMap<>();
    body.put("shellCommand", command);
    body.put("stdin", "open");
    return "/processes/" + server.post("/processes", body).text("id");
  }

  private static HttpResponse<InputStream> open(ToolboxServer server, String one, String query) {
    return server.open("GET", one + "/logs?follow=true" + query, BodyPublishers.noBody());
  }

  private static EventReader follow(ToolboxServer server, String one, String query) {
    return new EventReader(open(server, one, query).body());
  }

  private static List<Event> logs(List<Event> events) {
    return events.stream().filter(event -> event.name().equals("log")).toList();
  }

  private static String text(List<Event> events) {
    StringBuilder text = new StringBuilder();
    events.forEach(event -> text.append(event.data("data")));
    return text.toString();
  }
}
