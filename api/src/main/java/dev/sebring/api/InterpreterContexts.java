package dev.sebring.api;

import java.util.List;

/**
 * The answer of {@code GET /process/interpreter/context} (Daytona API v0, contract 3.5).
 *
 * <pre>{@code
 * {"contexts":[]}
 * }</pre>
 *
 * @param contexts those that were created; the default ones are not among them
 */
public record InterpreterContexts(List<InterpreterContext> contexts) {
  public InterpreterContexts {
    contexts = List.copyOf(Required.key(contexts, "contexts"));
  }
}
