package dev.sebring.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /git/branches} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"branches":["main","topic"],"current":"main"}
 * }</pre>
 *
 * @param branches the local ones
 * @param current empty or absent when on none
 */
public record ListBranchResponse(List<String> branches, @Nullable String current) {
  public ListBranchResponse {
    branches = List.copyOf(Required.key(branches, "branches"));
  }
}
