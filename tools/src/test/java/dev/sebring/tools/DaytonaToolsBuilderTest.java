package dev.sebring.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.api.CodeLanguage;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DaytonaToolsBuilderTest {
  @Test
  void functionsAreAddedAndTakenAway() {
    try (DaytonaTools tools =
        DaytonaTools.builder()
            .includeFunctions("search_files", "replace_in_files")
            .excludeFunctions("delete_file", "run_code")
            .build()) {
      assertThat(tools.functions())
          .extracting(ToolFunction::name)
          .containsExactly(
              "run_shell_command",
              "create_file",
              "read_file",
              "list_files",
              "change_directory",
              "search_files",
              "replace_in_files");
      assertThat(tools.call("s", "delete_file", "{}").text()).contains("There is no function");
    }
    assertThatThrownBy(() -> DaytonaTools.builder().includeFunctions("fly"))
        .hasMessageContaining("no function \"fly\"")
        .hasMessageContaining("search_files");
    assertThatThrownBy(() -> DaytonaTools.builder().includeFunctions("upload_file").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("localDirectory");
  }

  @Test
  void theParametersAndTheirDefaultsAreThoseOfTheOriginalButForVerifySsl() {
    ToolsConfig config = DaytonaTools.builder().config();

    assertThat(config)
        .isEqualTo(
            new ToolsConfig(
                null,
                null,
                null,
                CodeLanguage.PYTHON,
                null,
                null,
                Duration.ofMinutes(60),
                null,
                Map.of(),
                Map.of(),
                null,
                null,
                Duration.ofSeconds(300),
                true,
                true,
                true,
                Instructions.STANDARD,
                false,
                Functions.STANDARD,
                null,
                new NetworkSettings(null, null, null)));
    assertThat(
            Arrays.stream(DaytonaToolsBuilder.class.getDeclaredMethods())
                .filter(m -> Modifier.isPublic(m.getModifiers()))
                .map(Method::getName))
        .containsExactlyInAnyOrder(
            "apiKey",
            "apiUrl",
            "sandboxId",
            "sandboxLanguage",
            "sandboxTarget",
            "sandboxOs",
            "autoStopInterval",
            "sandboxOsUser",
            "sandboxEnvVars",
            "sandboxLabels",
            "sandboxPublic",
            "organizationId",
            "timeout",
            "autoCreateSandbox",
            "verifySsl",
            "persistent",
            "includeFunctions",
            "excludeFunctions",
            "localDirectory",
            "networkBlockAll",
            "networkAllowList",
            "domainAllowList",
            "instructions",
            "addInstructions",
            "build");
  }

  @Test
  void anOperatingSystemThatSandboxesDoNotHaveIsRefusedWithASentence() {
    assertThat(DaytonaTools.builder().sandboxOs("linux").build()).isNotNull();
    assertThatThrownBy(() -> DaytonaTools.builder().sandboxOs("windows").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"windows\"")
        .hasMessageContaining("linux");
  }

  @Test
  void networkSettingsThatContradictEachOtherOrWouldNotCountAreRefused() {
    assertThatThrownBy(
            () -> DaytonaTools.builder().networkBlockAll(true).domainAllowList("a.test").build())
        .hasMessageContaining("networkBlockAll")
        .hasMessageContaining("domainAllowList");
    assertThatThrownBy(() -> DaytonaTools.builder().sandboxId("s").networkBlockAll(true).build())
        .hasMessageContaining("sandboxId")
        .hasMessageContaining("updateNetworkSettings");
    assertThat(DaytonaTools.builder().networkBlockAll(true).networkAllowList("").build())
        .isNotNull();
  }

  @Test
  void timesThatCannotBeKeptAreRefused() {
    assertThatThrownBy(
            () -> DaytonaTools.builder().autoStopInterval(Duration.ofSeconds(90)).build())
        .hasMessageContaining("autoStopInterval");
    assertThatThrownBy(
            () -> DaytonaTools.builder().autoStopInterval(Duration.ofMinutes(-1)).build())
        .hasMessageContaining("autoStopInterval");
    assertThatThrownBy(() -> DaytonaTools.builder().timeout(Duration.ZERO).build())
        .hasMessageContaining("timeout");
    assertThat(DaytonaTools.builder().autoStopInterval(Duration.ZERO).build()).isNotNull();
  }

  @Test
  void instructionsAreOursUnlessGivenAndAreAddedOnlyWhenAskedFor() {
    assertThat(DaytonaTools.builder().build().instructions()).contains("run_code");
    assertThat(DaytonaTools.builder().build().addInstructions()).isFalse();
    assertThat(DaytonaTools.builder().instructions("mine").addInstructions(true).build())
        .satisfies(tools ->
            assertThat(tools.instructions() + tools.addInstructions()).isEqualTo("minetrue"));
  }
}
