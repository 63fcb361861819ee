package dev.sebring.tools;

import dev.sebring.api.UpdateSandboxNetworkSettings;
import dev.sebring.client.Sandbox;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the traffic of a session's sandbox may go; {@link DaytonaToolsBuilder} says what each
 * means. All {@code null}: as the server has it.
 */
record NetworkSettings(
    @Nullable Boolean blockAll, @Nullable String networks, @Nullable String domains) {

  NetworkSettings {
    if (Boolean.TRUE.equals(blockAll) && !(text(networks) + text(domains)).isEmpty()) {
      throw new IllegalArgumentException(
          "networkBlockAll is true, and there is "
              + (text(networks).isEmpty() ? "a domainAllowList: " : "a networkAllowList: ")
              + "leave one of them out");
    }
  }

  boolean isEmpty() {
    return blockAll == null && networks == null && domains == null;
  }

  /** Sees to it that a sandbox that was there already has these settings. */
  void enforce(Sandbox sandbox) {
    if (isEmpty()) {
      return;
    }
    dev.sebring.api.Sandbox has = sandbox.getData();
    boolean blocked = Boolean.TRUE.equals(blockAll);
    if (has.networkBlockAll() == blocked
        && text(has.networkAllowList()).equals(text(networks))
        && text(has.domainAllowList()).equals(text(domains))) {
      return;
    }
    boolean listed = !(text(networks) + text(domains)).isEmpty();
    sandbox.updateNetworkSettings(
        new UpdateSandboxNetworkSettings(
            blocked, listed ? text(networks) : null, listed ? text(domains) : null));
  }

  /** A list without its spaces. */
  private static String text(@Nullable String list) {
    return Arrays.stream(Objects.requireNonNullElse(list, "").split(",", -1))
        .map(String::strip)
        .collect(Collectors.joining(","));
  }
}
