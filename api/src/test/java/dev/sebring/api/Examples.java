package dev.sebring.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One value of each wire type with nothing but what it requires. */
final class Examples {
  static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678912Z");

  private Examples() {}

  static Sandbox sandbox() {
    return Sandbox.builder()
        .id("1")
        .organizationId("o")
        .name("box")
        .user("daytona")
        .target("local")
        .cpu(1)
        .memory(0.5)
        .toolboxProxyUrl("http://127.0.0.1/toolbox")
        .build();
  }

  static Config config() {
    return new Config(
        "0.1.0",
        new Config.Oidc("", "", ""),
        false,
        Map.of(),
        "http://{{PORT}}-{{sandboxId}}.localhost",
        "http://127.0.0.1/toolbox",
        "default",
        "http://127.0.0.1",
        43200,
        false,
        "test",
        null);
  }

  static Organization organization() {
    return new Organization(
        "o", "local", "owner", true, TIME, TIME, false, null, null, null, 24, 4, 8, 10, 0, 0, 0,
        false, false, false, null, null, null, null, null, null, Map.of(), null, null);
  }

  static FileInfo file() {
    return new FileInfo(
        "a",
        false,
        3_000_000_000L,
        "-rw-r--r--",
        "0644",
        "2026-01-02T03:04:05Z",
        TIME,
        "1000",
        "1000",
        null);
  }

  static ApiKey key() {
    return new ApiKey("ci", "dtn_***", TIME, List.of("write:sandboxes"), null, null, "owner");
  }
}
