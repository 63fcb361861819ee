package dev.sebring.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void anInstantHasMillisecondsAndIsInUtc() {
    assertThat(Json.write(Examples.TIME)).isEqualTo("\"2026-01-02T03:04:05.678Z\"");
    assertThat(Json.write(Instant.parse("2026-01-02T03:04:05Z")))
        .isEqualTo("\"2026-01-02T03:04:05.000Z\"");
  }

  @Test
  void anInstantIsReadWithAnyOffset() throws Exception {
    assertThat(Json.mapper().readValue("\"2026-01-02T05:04:05.678912345+02:00\"", Instant.class))
        .isEqualTo("2026-01-02T03:04:05.678912345Z");
  }

  @Test
  void aNumberWithoutFractionIsWrittenWithoutOne() {
    assertThat(Json.write(Examples.sandbox())).contains("\"cpu\":1,").contains("\"memory\":0.5,");
  }

  @Test
  void publicIsTheKeyOnTheWire() throws Exception {
    Sandbox sandbox = Examples.sandbox().toBuilder().isPublic(true).build();

    assertThat(Json.write(sandbox)).contains("\"public\":true").doesNotContain("isPublic");
    assertThat(Json.mapper().readValue(Json.write(sandbox), Sandbox.class).isPublic()).isTrue();
  }

  @Test
  void unknownKeysAreIgnored() throws Exception {
    assertThat(Json.mapper().readValue("{\"dir\":\"/\",\"later\":{\"a\":1}}", Dir.class))
        .isEqualTo(new Dir("/"));
  }

  @Test
  void aStateOfALaterVersionIsReadAsUnknown() throws Exception {
    assertThat(Json.mapper().readValue("\"hibernating\"", SandboxState.class))
        .isEqualTo(SandboxState.UNKNOWN);
    assertThat(Json.mapper().readValue("\"hibernating\"", DesiredState.class))
        .isEqualTo(DesiredState.UNRECOGNIZED);
    assertThat(Json.mapper().readValue("\"quantum\"", SandboxClass.class))
        .isEqualTo(SandboxClass.UNRECOGNIZED);
    assertThat(Json.mapper().readValue("\"Lost\"", BackupState.class))
        .isEqualTo(BackupState.UNRECOGNIZED);
  }

  @Test
  void everyStateHasItsWireValue() throws Exception {
    for (SandboxState state : SandboxState.values()) {
      assertThat(Json.mapper().readValue(Json.write(state), SandboxState.class)).isEqualTo(state);
    }
    assertThat(
            Json.write(
                List.of(SandboxState.BUILD_FAILED, SandboxClass.LINUX_VM, BackupState.IN_PROGRESS)))
        .isEqualTo("[\"build_failed\",\"linux-vm\",\"InProgress\"]");
  }

  @Test
  void anUnknownLanguageNamesThoseThatThereAre() {
    assertThatThrownBy(() ->
            Json.mapper().readValue("{\"code\":\"\",\"language\":\"ruby\"}", CodeRunRequest.class))
        .hasMessageContaining("\"ruby\"")
        .hasMessageContaining("python, javascript, typescript");
  }

  @Test
  void aMissingKeyIsNamed() {
    assertThatThrownBy(() -> Json.mapper().readValue("{}", ExecuteRequest.class))
        .hasMessageContaining("command is missing");
  }

  @Test
  void textAfterTheDocumentIsAnError() {
    assertThatThrownBy(() -> Json.mapper().readValue("{\"dir\":\"/\"} x", Dir.class))
        .isInstanceOf(java.io.IOException.class);
  }

  @Test
  void whatAProgramWroteComesAfterTheMessageThatAClientSearchesFor() {
    ApiError error =
        ApiError.ofDaemon(
                408,
                "request timeout",
                ErrorCode.PROCESS_EXECUTION_TIMEOUT,
                "/process/execute",
                "POST",
                Examples.TIME)
            .withOutput("\"message\":\"mine\"", null, null);

    String json = Json.write(error);

    assertThat(json.indexOf("\"message\":")).isLessThan(json.indexOf("\"result\":"));
    assertThat(json.indexOf("\"code\":")).isLessThan(json.indexOf("\"path\":"));
  }

  @Test
  void aCreatedKeyDoesNotShowItselfInALog() {
    assertThat(new CreatedApiKey("ci", "dtn_secret", Examples.TIME, List.of(), null).toString())
        .doesNotContain("dtn_secret");
  }

  @Test
  void aPasswordForGitDoesNotShowItselfInALog() {
    assertThat(
            List.of(
                    new GitCloneRequest(
                        "https://a:secret@h/r", "r", null, null, "a", "secret", null, null),
                    new GitPushRequest("r", "a", "secret", null, null, null),
                    new GitPullRequest("r", "a", "secret", null, null),
                    new GitAuthenticateRequest("a", "secret", null, null))
                .toString())
        .doesNotContain("secret");
  }

  @Test
  void theNamesOfGitAreThoseOfTheWire() {
    assertThat(Json.write(new GitCloneRequest("/r", "r", "main", "0123", "a", "p", true, 1)))
        .isEqualTo(
            "{\"url\":\"/r\",\"path\":\"r\",\"branch\":\"main\",\"commit_id\":\"0123\",\"username\":\"a\","
                + "\"password\":\"p\",\"insecure_skip_tls\":true,\"depth\":1}");
    assertThat(Json.write(new GitInitRequest("r", null, "main")))
        .contains("\"initial_branch\":\"main\"");
    assertThat(Json.write(new GitCommitRequest("r", "m", "a", "a@x", true)))
        .contains("\"allow_empty\":true");
    assertThat(Json.write(new GitPushRequest("r", null, null, null, null, true)))
        .contains("\"set_upstream\":true");
    assertThat(Json.write(FileStatus.Status.UPDATED_BUT_UNMERGED))
        .isEqualTo("\"Updated but unmerged\"");
  }

  @Test
  void anApiKeyKeepsItsNullsOnTheWire() {
    assertThat(Json.write(Examples.key()))
        .contains("\"lastUsedAt\":null")
        .contains("\"expiresAt\":null");
  }
}
