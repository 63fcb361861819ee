package dev.sebring.server.toolbox.session;

import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.ProcessId;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.toolbox.output.JsonText;
import dev.sebring.server.toolbox.output.OutputPart;
import dev.sebring.server.toolbox.output.ProcessLog;
import java.io.IOException;

/** Answers with a command's log, in constant memory. */
final class CommandLogs {
  private static final String JSON = "application/json";

  private CommandLogs() {}

  /** The JSON of {@link dev.sebring.api.SessionCommandLogs}. */
  static void answer(Exchange exchange, Guest guest, ProcessId holder, long end)
      throws IOException {
    JsonText json = new JsonText(exchange.stream(200, JSON, -1));
    write(json, guest, holder, end);
  }

  /** The JSON of {@link dev.sebring.api.SessionExecuteResponse} for a command that has ended. */
  static void answer(
      Exchange exchange, Guest guest, ProcessId holder, long end, String commandId, int exitCode)
      throws IOException {
    JsonText json = new JsonText(exchange.stream(200, JSON, -1));
    json.text("cmdId", commandId).number("exitCode", exitCode);
    write(json, guest, holder, end);
  }

  private static void write(JsonText json, Guest guest, ProcessId holder, long end)
      throws IOException {
    json.text("output", ProcessLog.read(guest, holder, OutputPart.RESULT, 0, end));
    json.text("stdout", ProcessLog.read(guest, holder, OutputPart.STDOUT, 0, end));
    json.text("stderr", ProcessLog.read(guest, holder, OutputPart.STDERR, 0, end));
    json.end();
  }
}
