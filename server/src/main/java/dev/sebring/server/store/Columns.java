package dev.sebring.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sebring.api.Json;
import dev.sebring.sandbox.DomainPattern;
import dev.sebring.sandbox.Ipv4Network;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.SandboxState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How values are kept in columns. */
final class Columns {
  private static final TypeReference<Map<String, String>> TEXTS_BY_NAME = new TypeReference<>() {};
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private Columns() {}

  static @Nullable Long of(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  static @Nullable Long of(@Nullable Duration duration) {
    return duration == null ? null : duration.toSeconds();
  }

  static String of(List<?> values) {
    return Json.write(values.stream().map(Object::toString).toList());
  }

  static NetworkPolicy network(ResultSet row) throws SQLException {
    return new NetworkPolicy(
        row.getBoolean("network_block_all"),
        list(row.getString("network_allow_list")).stream().map(Ipv4Network::parse).toList(),
        list(row.getString("domain_allow_list")).stream().map(DomainPattern::parse).toList());
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  static @Nullable Instant instantIfAny(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  static @Nullable Duration durationIfAny(ResultSet row, String column) throws SQLException {
    long seconds = row.getLong(column);
    return row.wasNull() ? null : Duration.ofSeconds(seconds);
  }

  static Map<String, String> map(String json) {
    return read(json, TEXTS_BY_NAME);
  }

  static List<String> list(String json) {
    return read(json, TEXTS);
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return Json.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the store holds JSON that it did not write: " + json, e);
    }
  }

  static SandboxState state(ResultSet row) throws SQLException {
    String name = row.getString("state");
    return switch (name) {
      case "creating" -> new SandboxState.Creating();
      case "started" -> new SandboxState.Started();
      case "stopping" -> new SandboxState.Stopping();
      case "stopped" -> new SandboxState.Stopped();
      case "starting" -> new SandboxState.Starting();
      case "destroying" -> new SandboxState.Destroying();
      case "error" ->
          new SandboxState.Failed(row.getString("failure"), row.getBoolean("recoverable"));
      default -> throw new IllegalStateException("the store holds an unknown state: " + name);
    };
  }
}
