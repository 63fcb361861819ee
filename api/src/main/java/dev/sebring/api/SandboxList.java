package dev.sebring.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /sandbox}: one page (Daytona API v0, contract 6.5).
 *
 * <pre>{@code
 * {"items":[],"nextCursor":null}
 * }</pre>
 *
 * @param items the sandboxes of this page
 * @param nextCursor asks for the next page; always written, {@code null} on the last
 */
public record SandboxList(
    List<SandboxListItem> items,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor) {

  public SandboxList {
    items = List.copyOf(Required.key(items, "items"));
  }
}
