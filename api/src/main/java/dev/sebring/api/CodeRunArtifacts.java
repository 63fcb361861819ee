package dev.sebring.api;

import java.util.List;

/**
 * What a program handed over besides its output (Daytona API v0, contract 3.2).
 *
 * @param charts of matplotlib, in the order in which they were shown
 */
public record CodeRunArtifacts(List<Chart> charts) {
  public CodeRunArtifacts {
    charts = charts == null ? List.of() : List.copyOf(charts);
  }
}
