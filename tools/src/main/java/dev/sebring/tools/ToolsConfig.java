package dev.sebring.tools;

import dev.sebring.api.CodeLanguage;
import dev.sebring.client.DaytonaConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of a toolkit, checked; {@link DaytonaToolsBuilder} says what each means. */
record ToolsConfig(
    @Nullable String apiKey,
    @Nullable String apiUrl,
    @Nullable String sandboxId,
    CodeLanguage sandboxLanguage,
    @Nullable String sandboxTarget,
    @Nullable String sandboxOs,
    Duration autoStopInterval,
    @Nullable String sandboxOsUser,
    Map<String, String> sandboxEnvVars,
    Map<String, String> sandboxLabels,
    @Nullable Boolean sandboxPublic,
    @Nullable String organizationId,
    Duration timeout,
    boolean autoCreateSandbox,
    boolean verifySsl,
    boolean persistent,
    String instructions,
    boolean addInstructions,
    List<String> functions,
    @Nullable Path localDirectory,
    NetworkSettings network) {

  ToolsConfig {
    sandboxEnvVars = Map.copyOf(sandboxEnvVars);
    sandboxLabels = Map.copyOf(sandboxLabels);
    functions = List.copyOf(functions);
    if (localDirectory == null
        && (functions.contains(Functions.UPLOAD_FILE)
            || functions.contains(Functions.DOWNLOAD_FILE))) {
      throw new IllegalArgumentException(
          "upload_file and download_file need localDirectory: the directory of this machine that"
              + " they may use");
    }
    if (sandboxId != null && !network.isEmpty()) {
      throw new IllegalArgumentException(
          "networkBlockAll, networkAllowList and domainAllowList are for sandboxes that the toolkit"
              + " makes, and sandboxId is "
              + sandboxId
              + ": change its network with Sandbox.updateNetworkSettings, and leave them out here");
    }
    if (sandboxOs != null && !sandboxOs.equalsIgnoreCase("linux")) {
      throw new IllegalArgumentException(
          "sandboxOs is \""
              + sandboxOs
              + "\", but sandboxes run linux only: leave it out, or give \"linux\"");
    }
    if (autoStopInterval.isNegative()
        || !autoStopInterval.equals(Duration.ofMinutes(autoStopInterval.toMinutes()))) {
      throw new IllegalArgumentException(
          "autoStopInterval is " + autoStopInterval + ": give whole minutes, or zero for never");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout is " + timeout + ": give a positive time");
    }
  }

  /** What to do with a program that takes longer than it may. */
  String backgroundAdvice() {
    return functions.contains(Functions.RUN_BACKGROUND)
        ? "start it with run_background"
        : "start it in the background with nohup and look at its output file";
  }

  DaytonaConfig client() {
    return DaytonaConfig.builder()
        .apiKey(apiKey)
        .apiUrl(apiUrl)
        .target(sandboxTarget)
        .organizationId(organizationId)
        .timeout(timeout)
        .verifySsl(verifySsl)
        .build();
  }
}
