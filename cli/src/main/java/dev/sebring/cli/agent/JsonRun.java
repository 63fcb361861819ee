package dev.sebring.cli.agent;

import dev.sebring.agent.run.RunResponse;
import dev.sebring.agent.run.ToolRun;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A run as {@code --json} prints it. */
final class JsonRun {
  private JsonRun() {}

  static Map<String, Object> of(RunResponse run) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("session", run.sessionId());
    document.put("model", run.model());
    document.put("status", run.status().name().toLowerCase(Locale.ROOT));
    document.put("content", run.content());
    document.put("toolCalls", run.toolRuns().stream().map(JsonRun::call).toList());
    document.put("milliseconds", run.duration().toMillis());
    return document;
  }

  private static Map<String, Object> call(ToolRun call) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", call.name());
    document.put("arguments", call.arguments());
    document.put("result", call.result());
    document.put("failed", call.failed());
    document.put("milliseconds", call.duration().toMillis());
    return document;
  }
}
