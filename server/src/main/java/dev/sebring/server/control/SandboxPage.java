package dev.sebring.server.control;

import dev.sebring.server.store.SandboxRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the sandboxes that a query finds.
 *
 * @param nextCursor asks for the next ones; {@code null}: these are the last
 */
record SandboxPage(List<SandboxRecord> items, @Nullable String nextCursor) {
  SandboxPage {
    items = List.copyOf(items);
  }
}
