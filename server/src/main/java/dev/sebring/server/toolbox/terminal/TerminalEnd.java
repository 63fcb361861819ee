package dev.sebring.server.toolbox.terminal;

import dev.sebring.api.Json;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.server.http.WebSocketPeer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells a client how a terminal's shell has ended (contract 3.4). */
final class TerminalEnd {
  private static final int NORMAL = 1000;
  private static final int INTERNAL_ERROR = 1011;
  private static final int INTERRUPTED = 130;

  private TerminalEnd() {}

  /**
   * @param control send a control message, too, before the connection is closed
   */
  static void tell(WebSocketPeer peer, ExitStatus status, boolean control) throws IOException {
    int code = status.shellCode();
    Map<String, Object> end = new LinkedHashMap<>();
    end.put("exitCode", code);
    reason(status).ifPresent(reason -> end.put("exitReason", reason));
    if (control) {
      Map<String, Object> message = new LinkedHashMap<>();
      message.put("type", "control");
      message.put("status", "exited");
      message.putAll(end);
      peer.send(Json.write(message));
    }
    peer.close(code == 0 ? NORMAL : INTERNAL_ERROR, Json.write(end));
  }

  private static Optional<String> reason(ExitStatus status) {
    int code = status.shellCode();
    if (status instanceof ExitStatus.Signalled signalled) {
      return Optional.of(
          switch (signalled.signal()) {
            case 9 -> "SIGKILL";
            case 15 -> "SIGTERM";
            default -> "signal " + signalled.signal();
          });
    }
    if (code == INTERRUPTED) {
      return Optional.of("Ctrl+C");
    }
    return code == 0 ? Optional.empty() : Optional.of("non-zero exit");
  }
}
