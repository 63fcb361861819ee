package dev.sebring.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sebring.api.Json;
import dev.sebring.api.PtySessionInfo;
import dev.sebring.client.MessageSocket.Closed;
import dev.sebring.client.MessageSocket.Message;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a terminal of a sandbox. Its output goes to whoever was given when it was made;
 * closing it leaves the terminal as it is. This class is thread-safe.
 */
public final class PtyHandle implements AutoCloseable {
  private final Process process;
  private final String sessionId;
  private final MessageSocket socket;
  private final CompletableFuture<Boolean> connected = new CompletableFuture<>();
  private final CompletableFuture<PtyResult> exit = new CompletableFuture<>();

  private PtyHandle(Process process, String sessionId, MessageSocket socket) {
    this.process = process;
    this.sessionId = sessionId;
    this.socket = socket;
  }

  static PtyHandle over(
      Process process, String sessionId, MessageSocket socket, Consumer<byte[]> onData) {
    PtyHandle handle = new PtyHandle(process, sessionId, socket);
    Thread reader = new Thread(() -> handle.read(onData), "terminal-" + sessionId);
    reader.setDaemon(true);
    reader.start();
    return handle;
  }

  private void read(Consumer<byte[]> onData) {
    try {
      Closed end =
          socket.takeAll(message -> {
            if (!isControl(message)) {
              onData.accept(message.bytes());
            }
          });
      JsonNode reason = json(end.reason());
      finish(
          reason.has("exitCode")
              ? result(reason)
              : new PtyResult(PtyResult.UNKNOWN, "the connection was closed: " + end.reason()));
    } catch (RuntimeException e) {
      socket.close();
      finish(new PtyResult(PtyResult.UNKNOWN, "reading the terminal failed: " + e.getMessage()));
    }
  }

  private boolean isControl(Message message) {
    JsonNode control = message.text() ? json(message.string()) : MissingNode.getInstance();
    if (!control.path("type").asText().equals("control")) {
      return false;
    }
    switch (control.path("status").asText()) {
      case "connected" -> connected.complete(true);
      case "exited" -> finish(result(control));
      case "error" ->
          finish(new PtyResult(PtyResult.UNKNOWN, control.path("error").asText("unknown")));
      default -> {}
    }
    return true;
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance(); // text that a program printed
    }
  }

  private static PtyResult result(JsonNode told) {
    JsonNode reason = told.path("exitReason");
    return new PtyResult(
        told.path("exitCode").asInt(PtyResult.UNKNOWN),
        reason.isTextual() ? reason.asText() : null);
  }

  private void finish(PtyResult result) {
    exit.complete(result);
    connected.complete(false);
  }

  /** The terminal's id. */
  public String getSessionId() {
    return sessionId;
  }

  /** Whether the server has connected the terminal and its shell has not ended. */
  public boolean isConnected() {
    return connected.getNow(false) && !exit.isDone();
  }

  /** The exit code of its shell; {@code null} while it runs. */
  public @Nullable Integer getExitCode() {
    PtyResult result = exit.getNow(null);
    return result == null ? null : result.exitCode();
  }

  /** Why it did not end well; {@code null} if it did, or runs. */
  public @Nullable String getError() {
    PtyResult result = exit.getNow(null);
    return result == null ? null : result.error();
  }

  /**
   * Waits until the server has connected the terminal: what is printed from then on arrives.
   *
   * @throws DaytonaException if it cannot be connected, or not in time
   */
  public void waitForConnection(Duration timeout) {
    Boolean done = within(connected, timeout);
    if (done == null) {
      throw new DaytonaTimeoutException(
          "Tried to connect terminal " + sessionId + ", but that took longer than " + timeout,
          null);
    }
    if (!done) {
      throw new DaytonaConnectionException(
          "Tried to connect terminal " + sessionId + ", but it ended first: " + getError(), null);
    }
  }

  /** Types text. */
  public void sendInput(String data) {
    socket.send(data);
  }

  /** Types bytes. */
  public void sendInput(byte[] data) {
    socket.send(data);
  }

  /** Changes the terminal's size, for all that are connected. */
  public PtySessionInfo resize(int cols, int rows) {
    return process.resizePtySession(sessionId, cols, rows);
  }

  /** Kills the terminal's shell and all that it has started. */
  public void kill() {
    process.killPtySession(sessionId);
  }

  /** Waits for the shell's end, for as long as that takes. */
  public PtyResult waitForExit() {
    return waitForExit(Duration.ofDays(365));
  }

  /** Waits for the shell's end; when the time is up, the code is -1 and the shell runs on. */
  public PtyResult waitForExit(Duration timeout) {
    PtyResult result = within(exit, timeout);
    return result != null
        ? result
        : new PtyResult(PtyResult.UNKNOWN, "it has not ended within " + timeout);
  }

  private <T> @Nullable T within(CompletableFuture<T> future, Duration timeout) {
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DaytonaException(
          "This thread was interrupted while it waited for terminal " + sessionId, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets go of the terminal; its shell runs on. */
  public void disconnect() {
    finish(new PtyResult(PtyResult.UNKNOWN, "this client has let go of the terminal"));
    socket.close();
  }

  @Override
  public void close() {
    disconnect();
  }
}
