package dev.sebring.server.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.Json;
import dev.sebring.api.SandboxClass;
import dev.sebring.sandbox.SandboxState;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.store.Desired;
import dev.sebring.server.store.SandboxRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the filter of a list from the query: every parameter that is given must fit. */
final class SandboxFilter {
  static final List<String> PARAMETERS =
      List.of(
          "id",
          "name",
          "labels",
          "includeErroredDeleted",
          "states",
          "snapshots",
          "regionIds",
          "sandboxClasses",
          "minCpu",
          "maxCpu",
          "minMemoryGiB",
          "maxMemoryGiB",
          "minDiskGiB",
          "maxDiskGiB",
          "isPublic",
          "isRecoverable",
          "createdAtAfter",
          "createdAtBefore",
          "lastEventAfter",
          "lastEventBefore",
          "autoDestroyAtAfter",
          "autoDestroyAtBefore");

  private final Exchange exchange;
  private final List<Predicate<SandboxRecord>> conditions = new ArrayList<>();

  private SandboxFilter(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * @throws ApiException 400 that names the parameter that cannot be understood
   */
  static Predicate<SandboxRecord> read(Exchange exchange) {
    SandboxFilter filter = new SandboxFilter(exchange);
    filter.texts();
    filter.sets();
    filter.ranges();
    filter.flags();
    List<Predicate<SandboxRecord>> all = List.copyOf(filter.conditions);
    return record -> all.stream().allMatch(condition -> condition.test(record));
  }

  private void texts() {
    given("id", id -> record -> record.id().value().startsWith(id));
    given(
        "name",
        prefix -> {
          String lower = prefix.toLowerCase(Locale.ROOT);
          return record -> record.name().toLowerCase(Locale.ROOT).startsWith(lower);
        });
    given(
        "labels",
        json -> {
          Map<String, String> labels = labels(json);
          return record -> record.labels().entrySet().containsAll(labels.entrySet());
        });
  }

  private void sets() {
    oneOf("states", record -> record.state().wireName());
    oneOf("snapshots", SandboxRecord::snapshot);
    oneOf("regionIds", SandboxRecord::target);
    oneOf("sandboxClasses", record -> SandboxClass.CONTAINER.wire());
  }

  private void ranges() {
    range("Cpu", record -> record.resources().cpus());
    range("MemoryGiB", record -> SandboxView.gib(record.resources().memory()));
    range("DiskGiB", record -> SandboxView.gib(record.resources().disk()));
    period("createdAt", SandboxRecord::createdAt);
    period("lastEvent", SandboxRecord::lastActivityAt);
    period("autoDestroyAt", record -> record.lifetime().destroyAt());
  }

  private void flags() {
    given(
        "isPublic",
        text -> {
          boolean wanted = exchange.queryFlag("isPublic");
          return record -> record.isPublic() == wanted;
        });
    given(
        "isRecoverable",
        text -> {
          boolean wanted = exchange.queryFlag("isRecoverable");
          return record ->
              (record.state() instanceof SandboxState.Failed failed && failed.recoverable())
                  == wanted;
        });
    if (!exchange.queryFlag("includeErroredDeleted")) {
      conditions.add(record ->
          !(record.state() instanceof SandboxState.Failed
              && record.desired() == Desired.DESTROYED));
    }
  }

  private void given(String name, Function<String, Predicate<SandboxRecord>> condition) {
    Optional<String> value = exchange.query(name).filter(text -> !text.isEmpty());
    value.ifPresent(text -> conditions.add(condition.apply(text)));
  }

  /** Several values: the key repeated, with or without {@code []}, or commas. */
  private void oneOf(String name, Function<SandboxRecord, String> value) {
    Set<String> wanted =
        Stream.concat(exchange.queryAll(name).stream(), exchange.queryAll(name + "[]").stream())
            .flatMap(text -> Arrays.stream(text.split(",")))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.toSet());
    if (!wanted.isEmpty()) {
      conditions.add(record -> wanted.contains(value.apply(record)));
    }
  }

  private void range(String name, ToDoubleFunction<SandboxRecord> value) {
    given(
        "min" + name,
        text -> {
          double least = number("min" + name, text);
          return record -> value.applyAsDouble(record) >= least;
        });
    given(
        "max" + name,
        text -> {
          double most = number("max" + name, text);
          return record -> value.applyAsDouble(record) <= most;
        });
  }

  private void period(String name, Function<SandboxRecord, @Nullable Instant> value) {
    given(
        name + "After",
        text -> {
          Instant begin = time(name + "After", text);
          return record -> {
            Instant at = value.apply(record);
            return at != null && at.isAfter(begin);
          };
        });
    given(
        name + "Before",
        text -> {
          Instant end = time(name + "Before", text);
          return record -> {
            Instant at = value.apply(record);
            return at != null && at.isBefore(end);
          };
        });
  }

  private static double number(String name, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw ApiException.badRequest(name + " must be a number, not \"" + text + "\"");
    }
  }

  private static Instant time(String name, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw ApiException.badRequest(
          name + " must be a time like 2026-01-02T03:04:05Z, not \"" + text + "\"");
    }
  }

  private static Map<String, String> labels(String json) {
    try {
      JsonNode node = Json.mapper().readTree(json);
      if (node.isObject()) {
        return new Fields(Json.mapper().createObjectNode().set("labels", node)).texts("labels");
      }
    } catch (JsonProcessingException e) {
      // said below
    }
    throw ApiException.badRequest(
        "labels must be a JSON object of texts like {\"team\":\"blue\"}, not " + json);
  }
}
