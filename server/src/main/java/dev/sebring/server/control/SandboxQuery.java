package dev.sebring.server.control;

import dev.sebring.server.control.SandboxSort.Place;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import dev.sebring.server.store.SandboxRecord;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /sandbox} asks for (contract 6.5). Immutable and thread-safe.
 *
 * @param after where the last page ended; {@code null}: the first page
 */
record SandboxQuery(
    Predicate<SandboxRecord> filter,
    SandboxSort sort,
    boolean ascending,
    int limit,
    @Nullable Place after) {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 200;

  /** The operation with every parameter that is read. */
  static Operation operation(String summary) {
    Operation operation = Operation.of(summary);
    for (String name : List.of("cursor", "limit", "sort", "order")) {
      operation = operation.query(name);
    }
    for (String name : SandboxFilter.PARAMETERS) {
      operation = operation.query(name);
    }
    return operation;
  }

  /**
   * @throws ApiException 400 that names the parameter that cannot be understood
   */
  static SandboxQuery read(Exchange exchange) {
    return new SandboxQuery(
        SandboxFilter.read(exchange),
        SandboxSort.fromWire(exchange.query("sort").orElse("lastActivityAt")),
        ascending(exchange.query("order").orElse("desc")),
        limit(exchange.query("limit").orElse("")),
        exchange.query("cursor").filter(text -> !text.isEmpty()).map(Cursor::read).orElse(null));
  }

  private static boolean ascending(String order) {
    if (!order.equals("asc") && !order.equals("desc")) {
      throw ApiException.badRequest("order must be asc or desc, not \"" + order + "\"");
    }
    return order.equals("asc");
  }

  private static int limit(String text) {
    if (text.isEmpty()) {
      return DEFAULT_LIMIT;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw ApiException.badRequest("limit must be 1 to " + MAX_LIMIT + ", not \"" + text + "\"");
  }

  SandboxPage page(List<SandboxRecord> all) {
    Comparator<Place> order = Place.order(ascending);
    List<SandboxRecord> found =
        all.stream()
            .filter(filter)
            .filter(record -> after == null || order.compare(sort.place(record), after) > 0)
            .sorted(sort.order(ascending))
            .limit(limit + 1L)
            .toList();
    if (found.size() <= limit) {
      return new SandboxPage(found, null);
    }
    List<SandboxRecord> items = found.subList(0, limit);
    return new SandboxPage(items, Cursor.write(sort.place(items.getLast())));
  }
}
