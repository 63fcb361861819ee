package dev.sebring.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /env}: variables of every process that is started from now on (Daytona
 * API v0, contract 5.3). Removals come first.
 *
 * <pre>{@code
 * {"set":{"TOKEN":"dtn_secret_1"},"unset":["OLD"],"unsetValuePrefix":"dtn_secret_"}
 * }</pre>
 *
 * @param unsetValuePrefix also remove every variable whose value begins so; absent or empty: none
 */
public record EnvChange(
    @Nullable Map<String, String> set,
    @Nullable List<String> unset,
    @Nullable String unsetValuePrefix) {
  public EnvChange {
    set = set == null ? null : Map.copyOf(set);
    unset = unset == null ? null : List.copyOf(unset);
  }
}
