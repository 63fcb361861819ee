package dev.sebring.e2e.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.api.SandboxListItem;
import dev.sebring.client.Daytona;
import dev.sebring.tools.DaytonaTools;
import dev.sebring.tools.ToolResult;
import dev.sebring.tools.ToolSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which sandbox a call works in, and how long that lives. */
class SessionsTest extends ToolkitCase {
  @Test
  void nothingIsCreatedBeforeItIsNeeded() {
    tools.functions();
    tools.call(session.id(), "run_code", "{}");

    assertThat(sandboxes()).isEmpty();
  }

  @Test
  @Tag("D7")
  void aGivenSandboxThatIsGoneIsAnErrorThatNamesItAndNoneIsMade() {
    session = open(toolkit().sandboxId("no-such-box")).session(null);

    for (int i = 0; i < 2; i++) {
      ToolResult result = shell("true");
      assertThat(result.isError()).isTrue();
      assertThat(result.text())
          .contains("no-such-box")
          .contains("does not exist")
          .contains("tell the user");
    }
    assertThat(sandboxes()).isEmpty();
  }

  @Test
  void aGivenSandboxIsUsedByAllSessionsAndLeftAlone() {
    String id;
    try (Daytona daytona = client()) {
      id = daytona.create().getId();
    }
    DaytonaTools given = open(toolkit().sandboxId(id).persistent(false));

    given.session("one").createFile("a.txt", "shared");
    assertThat(given.session("two").readFile("a.txt").text()).isEqualTo("shared");
    given.close();

    assertThat(sandboxes()).extracting(SandboxListItem::id).containsExactly(id);
  }

  @Test
  @Tag("D8")
  void aToolkitThatIsNotPersistentHasOneSandboxForASessionAndDeletesItWhenClosed() {
    DaytonaTools brief = open(toolkit().persistent(false));

    brief.session(null).createFile("a.txt", "still here");
    assertThat(brief.session(null).readFile("a.txt").text()).isEqualTo("still here");
    brief.session("other").runShellCommand("true", null);
    assertThat(sandboxes())
        .hasSize(2)
        .allSatisfy(sandbox -> assertThat(sandbox.autoDeleteInterval()).isZero());
    brief.closeSession("other");
    assertThat(sandboxes()).hasSize(1);
    brief.close();

    assertThat(sandboxes()).isEmpty();
  }

  @Test
  @Tag("D9")
  void aFrameworkWithoutSessionsHasOneSandboxAndOneDirectory() {
    tools.call(null, "create_file", "{\"file_path\":\"sub/a.txt\",\"content\":\"x\"}");
    tools.call(null, "change_directory", "{\"directory\":\"sub\"}");

    assertThat(tools.call(null, "read_file", "{\"file_path\":\"a.txt\"}").text()).isEqualTo("x");
    assertThat(sandboxes())
        .hasSize(1)
        .first()
        .satisfies(sandbox -> assertThat(sandbox.autoDeleteInterval()).isEqualTo(24 * 60));
  }

  @Test
  @Tag("D10")
  void parallelFirstCallsOfSeveralToolkitsShareOneSandbox() throws Exception {
    List<DaytonaTools> toolkits = List.of(tools, open(toolkit()), open(toolkit()));
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<ToolResult>> results =
          IntStream.range(0, 6)
              .mapToObj(i ->
                  threads.submit(() ->
                      toolkits
                          .get(i % 3)
                          .session(session.id())
                          .runShellCommand("touch file" + i, null)))
              .toList();
      for (Future<ToolResult> result : results) {
        assertThat(result.get().isError()).as(result.get().text()).isFalse();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(sandboxes()).hasSize(1);
    assertThat(shell("ls").text().lines()).hasSize(6);
  }

  @Test
  @Tag("D11")
  void sessionsDoNotShareASandbox() {
    tools.session("alice").createFile("secret.txt", "hers");
    tools.session("alice").changeDirectory("/");

    assertThat(tools.session("bob").readFile("secret.txt").isError()).isTrue();
    assertThat(tools.session("bob").workingDirectory()).isNotEqualTo("/");
    assertThat(sandboxes())
        .extracting(sandbox -> sandbox.labels().get("sebring/session"))
        .containsExactlyInAnyOrder("alice", "bob");
  }

  @Test
  @Tag("D11")
  void aLaterToolkitFindsTheSandboxOfASessionAndItsDirectory() {
    session.createFile("sub/a.txt", "kept");
    session.changeDirectory("sub");
    String directory = session.workingDirectory();
    tools.close();

    ToolSession later = open(toolkit()).session(session.id());
    later.restoreWorkingDirectory(directory);

    assertThat(later.readFile("a.txt").text()).isEqualTo("kept");
    assertThat(later.sandboxId()).isNotNull();
    assertThat(sandboxes()).hasSize(1);
  }

  @Test
  void aDirectoryOfAnEarlierSandboxIsNotTakenToANewOne() {
    session.restoreWorkingDirectory("/no/such/place");

    assertThat(shell("pwd").text()).doesNotContain("/no/such/place");
  }

  @Test
  @Tag("D12")
  void aRefusedKeyIsAnErrorAndNeverAnsweredByCreating() {
    ToolResult result =
        open(DaytonaTools.builder().apiUrl(server.apiUrl()).apiKey("dtn_wrong_key_0123456789"))
            .session("s")
            .runShellCommand("true", null);

    assertThat(result.isError()).isTrue();
    assertThat(result.text()).contains("401").contains("DAYTONA_API_KEY");
    assertThat(sandboxes()).isEmpty();
  }

  @Test
  void withoutPermissionToCreateNothingIsCreated() {
    ToolResult result =
        open(toolkit().autoCreateSandbox(false)).session("s").runShellCommand("true", null);

    assertThat(result.isError()).isTrue();
    assertThat(result.text()).contains("autoCreateSandbox");
    assertThat(sandboxes()).isEmpty();
  }

  @Test
  @Tag("D17")
  void parallelCallsDoNotMixTheirResults() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<ToolResult>> results =
          IntStream.range(0, 8)
              .mapToObj(
                  i -> threads.submit(() -> shell("sleep 0.1; echo result " + i + "; exit " + i)))
              .toList();
      for (int i = 0; i < 8; i++) {
        assertThat(results.get(i).get().run().output()).isEqualTo("result " + i + "\n");
        assertThat(results.get(i).get().run().exitCode()).isEqualTo(i);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aStoppedSandboxIsStartedByTheNextCall() {
    session.createFile("a.txt", "kept");
    try (Daytona daytona = client()) {
      daytona.get(String.valueOf(session.sandboxId())).stop();
    }

    assertThat(session.readFile("a.txt").text()).isEqualTo("kept");
    try (Daytona daytona = client()) {
      daytona.get(String.valueOf(session.sandboxId())).stop();
    }
    assertThat(open(toolkit()).session(session.id()).readFile("a.txt").text()).isEqualTo("kept");
  }

  @Test
  void aSandboxThatDiedIsRecoveredByTheNextCall() {
    session.createFile("a.txt", "kept");

    shell("kill -9 $(cut -d' ' -f1 ~/../process)");

    assertThat(session.readFile("a.txt").text()).isEqualTo("kept");
  }

  @Test
  void parallelCallsThatFindTheSandboxStoppedAllWork() throws Exception {
    session.createFile("a.txt", "kept");
    try (Daytona daytona = client()) {
      daytona.get(String.valueOf(session.sandboxId())).stop();
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<ToolResult>> results =
          IntStream.range(0, 4)
              .mapToObj(i -> threads.submit(() -> session.readFile("a.txt")))
              .toList();
      for (Future<ToolResult> result : results) {
        assertThat(result.get().text()).isEqualTo("kept");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aSandboxThatSomeoneDeletedIsToldOnceAndThenReplaced() {
    session.createFile("a.txt", "lost");
    String lost = String.valueOf(session.sandboxId());
    try (Daytona daytona = client()) {
      daytona.get(lost).delete();
    }

    assertThat(session.readFile("a.txt").text()).contains(lost).contains("new, empty");
    assertThat(session.createFile("b.txt", "x").isError()).isFalse();
    assertThat(session.sandboxId()).isNotEqualTo(lost);
  }

  @Test
  void whatWasAskedForIsInTheSandbox() {
    DaytonaTools asked =
        open(
            toolkit()
                .sandboxEnvVars(Map.of("COLOUR", "blue"))
                .sandboxLabels(Map.of("team", "red"))
                .sandboxPublic(true)
                .autoStopInterval(Duration.ofMinutes(7)));

    assertThat(asked.session("s").runShellCommand("echo $COLOUR", null).text()).isEqualTo("blue\n");
    assertThat(sandboxes())
        .singleElement()
        .satisfies(sandbox -> {
          assertThat(sandbox.labels())
              .containsEntry("team", "red")
              .containsEntry("created_by", "sebring")
              .containsEntry("persistent", "true")
              .containsEntry("sebring/session", "s");
          assertThat(sandbox.isPublic()).isTrue();
          assertThat(sandbox.autoStopInterval()).isEqualTo(7);
        });
  }
}
