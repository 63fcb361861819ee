package dev.sebring.api;

import java.util.Map;

/**
 * The body of {@code PUT /sandbox/{id}/labels}, which replaces all labels (Daytona API v0, contract
 * 6.4).
 *
 * <pre>{@code
 * {"labels":{"team":"blue"}}
 * }</pre>
 */
public record SandboxLabels(Map<String, String> labels) {
  public SandboxLabels {
    labels = Map.copyOf(Required.key(labels, "labels"));
  }
}
