package dev.sebring.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /sandbox} (Daytona API v0, contract 6.1). Everything is optional. The
 * server looks for fields that it does not honour in the JSON itself.
 *
 * <pre>{@code
 * {"name":"box","labels":{"code-toolbox-language":"python"},"autoStopInterval":15}
 * }</pre>
 *
 * @param name unique in the organization; the id if absent
 * @param snapshot the id or name of what it is made from; the server's default if absent
 * @param user the user that its programs run as
 * @param env the environment of its programs
 * @param labels free, but for {@code code-toolbox-language}
 * @param isPublic whether previews need no token; stored and returned, previews come later
 * @param networkBlockAll whether it reaches nothing
 * @param networkAllowList the networks that it reaches, as CIDRs separated by commas
 * @param domainAllowList the domains that it reaches, separated by commas
 * @param target the region
 * @param cpu cores
 * @param memory GiB
 * @param disk GiB
 * @param autoStopInterval minutes without activity until it is stopped; 0: never
 * @param autoArchiveInterval minutes stopped until it is archived
 * @param autoDeleteInterval minutes stopped until it is deleted; 0: at once, negative: never
 */
public record CreateSandbox(
    @Nullable String name,
    @Nullable String snapshot,
    @Nullable String user,
    @Nullable Map<String, String> env,
    @Nullable Map<String, String> labels,
    @JsonProperty("public") @Nullable Boolean isPublic,
    @Nullable Boolean networkBlockAll,
    @Nullable String networkAllowList,
    @Nullable String domainAllowList,
    @Nullable String target,
    @Nullable Integer cpu,
    @Nullable Integer memory,
    @Nullable Integer disk,
    @Nullable Integer autoStopInterval,
    @Nullable Integer autoArchiveInterval,
    @Nullable Integer autoDeleteInterval) {

  public CreateSandbox {
    env = env == null ? null : Map.copyOf(env);
    labels = labels == null ? null : Map.copyOf(labels);
  }
}
