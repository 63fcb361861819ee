package dev.sebring.server.toolbox.interpreter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sebring.api.ErrorCode;
import dev.sebring.api.InterpreterMessage;
import dev.sebring.api.Json;
import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.Errno;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.GuestTimeoutException;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.sandbox.guest.SignalScope;
import dev.sebring.sandbox.guest.SpawnRequest;
import dev.sebring.sandbox.guest.SpawnRequestBuilder;
import dev.sebring.server.gateway.LimitReached;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.toolbox.program.BundledScript;
import dev.sebring.server.toolbox.program.FirstAvailable;
import dev.sebring.server.toolbox.program.FirstLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The process that holds one run, see {@code holder.sh}. One thread awaits its end; the rest is
 * thread-safe. Closing lets it, and the run, go on.
 */
final class RunHolder implements AutoCloseable {
  private static final String SCRIPT = BundledScript.text(RunHolder.class, "holder.sh");
  private static final Descriptor REQUEST = new Descriptor(58);
  private static final Duration UNLIMITED = Duration.ofDays(365);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_ANSWER_BYTES = 64 << 20;
  private static final int INTERRUPTED = 124;
  private static final int SIGKILL = 9;

  private final Guest guest;
  private final GuestProcess process;
  private final long pid;

  private RunHolder(Guest guest, GuestProcess process, long pid) {
    this.guest = guest;
    this.process = process;
    this.pid = pid;
  }

  /**
   * @param request for the driver
   * @param seconds that the run may take, as a decimal number; 0: any
   */
  static RunHolder start(ToolboxContext sandbox, Guest guest, byte[] request, String seconds)
      throws IOException {
    GuestProcess process = spawn(sandbox, guest, request, seconds);
    try {
      return new RunHolder(guest, process, FirstLine.pid(process, "the holder of a run"));
    } catch (IOException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private static GuestProcess spawn(
      ToolboxContext sandbox, Guest guest, byte[] request, String seconds) {
    try {
      return FirstAvailable.spawn(
          guest,
          List.of(holder("/bin/bash", seconds), holder("/bin/sh", seconds)),
          start ->
              start
                  .user(sandbox.user())
                  .directory(GuestPath.of("/"))
                  .input(REQUEST, request)
                  .openStdin());
    } catch (GuestException e) {
      throw e.step().equals("limit")
          ? LimitReached.of(e, sandbox.resources())
          : new ApiException(
              400,
              ErrorCode.BAD_REQUEST,
              "bad request: a run needs /bin/bash or /bin/sh: " + e.detail(),
              e);
    }
  }

  private static SpawnRequestBuilder holder(String shell, String seconds) {
    return SpawnRequest.builder(shell, "-c", SCRIPT, "holder", seconds);
  }

  /** What tells a driver to run it. */
  String order() {
    return pid + "\n";
  }

  /**
   * How the run ended.
   *
   * @param interrupted its time was up, or it was told to stop
   * @param messages what the driver answered, for the client
   */
  record End(boolean interrupted, List<InterpreterMessage> messages) {}

  /** Waits for the end of the run. */
  End await() throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    for (Optional<ProcessOutput> piece; (piece = process.next(UNLIMITED)).isPresent(); ) {
      if (piece.get() instanceof ProcessOutput.Bytes data
          && data.descriptor().equals(Descriptor.STDOUT)) {
        answer.writeBytes(data.bytes());
      }
      if (answer.size() > MOST_ANSWER_BYTES) {
        throw new IOException(
            "a context answered more than " + MOST_ANSWER_BYTES + " bytes to one run");
      }
    }
    ExitStatus status = process.waitFor(PATIENCE);
    boolean interrupted =
        status instanceof ExitStatus.Exited exited && exited.code() == INTERRUPTED;
    return new End(interrupted, messages(answer.toString(UTF_8)));
  }

  private static List<InterpreterMessage> messages(String answer) throws IOException {
    List<InterpreterMessage> messages = new ArrayList<>();
    for (String line : answer.lines().toList()) {
      try {
        messages.add(checked(Json.mapper().readValue(line, InterpreterMessage.class)));
      } catch (JsonProcessingException e) {
        throw new IOException("a context answered what its driver does not: " + e.getMessage(), e);
      }
    }
    return messages;
  }

  /** Only what a driver may say: the answer is the sandbox's. */
  private static InterpreterMessage checked(InterpreterMessage told) throws IOException {
    return switch (told.type()) {
      case InterpreterMessage.RESULT ->
          new InterpreterMessage(
              InterpreterMessage.RESULT,
              told.text(),
              null,
              null,
              null,
              told.json(),
              told.html(),
              told.png());
      case InterpreterMessage.ERROR ->
          InterpreterMessage.error(
              orEmpty(told.name()), orEmpty(told.value()), orEmpty(told.traceback()));
      default -> throw new IOException("a context answered with type " + told.type());
    };
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Whether it ends by itself in so short a time. */
  boolean endsWithin(Duration time) {
    try {
      guest.waitFor(process.id(), time);
      return true;
    } catch (GuestTimeoutException e) {
      return false;
    } catch (GuestException e) {
      return e.errno() == Errno.ESRCH;
    }
  }

  /** Interrupts the run; if its turn has not come, it never will. */
  void stop() throws IOException {
    OutputStream stdin = process.stdin();
    stdin.write("stop\n".getBytes(UTF_8));
    stdin.flush();
  }

  /** Ends it without the run, whose context is gone. */
  void letGo() {
    guest.signalIfThere(process.id(), SIGKILL, SignalScope.PROGRAM);
  }

  @Override
  public void close() {
    process.close();
  }
}
