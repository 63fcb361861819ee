package dev.sebring.api;

import java.util.List;

/**
 * The answer of {@code POST /lsp/completions} (Daytona API v0, contract 5.2).
 *
 * <pre>{@code
 * {"isIncomplete":false,"items":[{"label":"greet","kind":2,"sortText":"11"}]}
 * }</pre>
 *
 * @param isIncomplete typing on may bring other items
 */
public record CompletionList(boolean isIncomplete, List<CompletionItem> items) {
  public CompletionList {
    items = List.copyOf(Required.key(items, "items"));
  }
}
