package dev.sebring.server.toolbox.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.api.ErrorCode;
import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.GuestTimeoutException;
import dev.sebring.sandbox.guest.ProcessId;
import dev.sebring.sandbox.guest.ProcessRecord;
import dev.sebring.sandbox.guest.SignalScope;
import dev.sebring.sandbox.guest.SpawnRequest;
import dev.sebring.sandbox.guest.SpawnRequestBuilder;
import dev.sebring.server.gateway.LimitReached;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.toolbox.program.FirstAvailable;
import dev.sebring.server.toolbox.program.FirstLine;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** Starts, feeds and ends the processes of sessions in one sandbox. Not thread-safe. */
final class SessionShells {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int SIGTERM = 15;
  private static final int SIGKILL = 9;

  private final ToolboxContext sandbox;
  private final Guest guest;

  SessionShells(ToolboxContext sandbox, Guest guest) {
    this.sandbox = sandbox;
    this.guest = guest;
  }

  /** Starts a session's shell in the sandbox's working directory. */
  void open(String session) {
    String label = new Label.OfShell(session).text();
    spawn(ShellDialect.BASH.shell().label(label), ShellDialect.SH.shell().label(label)).close();
  }

  /**
   * Hands a command to a session's shell, which runs it when those before it have ended.
   *
   * @param stdin leave its standard input open
   * @return the process that ends with the command
   */
  ProcessId run(HeldSession session, Label.OfCommand label, String command, boolean stdin)
      throws IOException {
    ShellDialect dialect = dialect(session.shell());
    SpawnRequestBuilder start =
        dialect.holder().label(label.text()).input(ShellDialect.TEXT, command.getBytes(UTF_8));
    if (stdin) {
      start.openStdin();
    }
    try (GuestProcess holder = spawn(start)) {
      long pid = FirstLine.pid(holder, "the holder of a command");
      feed(session.shell(), dialect.line(pid, stdin));
      return holder.id();
    }
  }

  private static ShellDialect dialect(ProcessRecord shell) {
    return shell.program().endsWith("/bash") ? ShellDialect.BASH : ShellDialect.SH;
  }

  /** Writes to a process's standard input. */
  void feed(ProcessRecord process, String text) throws IOException {
    try (GuestProcess attached = guest.attach(process.id(), process.logEnd(), true)) {
      // Closing it would be the end of the input.
      OutputStream stdin = attached.stdin();
      stdin.write(text.getBytes(UTF_8));
      stdin.flush();
    }
  }

  /** Writes to a command's log what is about to be sent to its standard input. */
  void echo(ProcessRecord holder, String text) {
    try (GuestProcess writing =
        spawn(
            SpawnRequest.builder(
                    "/bin/sh",
                    "-c",
                    "cat <&8 >" + ShellDialect.descriptor(holder.pid(), Descriptor.STDOUT))
                .input(new Descriptor(8), text.getBytes(UTF_8)))) {
      writing.waitFor(PATIENCE);
      guest.release(writing.id());
    }
  }

  private GuestProcess spawn(SpawnRequestBuilder... starts) {
    try {
      return FirstAvailable.spawn(guest, List.of(starts), this::place);
    } catch (GuestException e) {
      if (e.step().equals("limit")) {
        throw LimitReached.of(e, sandbox.resources());
      }
      throw e;
    }
  }

  private void place(SpawnRequestBuilder start) {
    start.user(sandbox.user()).directory(GuestPath.of(sandbox.workDir())).keep();
  }

  /** Ends the holder of a command that never will, since its shell has ended. */
  void letGo(ProcessId holder) {
    guest.signalIfThere(holder, SIGKILL, SignalScope.PROGRAM);
  }

  /** Ends all of a session, what its commands have left running too, and forgets it. */
  void close(HeldSession session) {
    ProcessId shell = session.shell().id();
    guest.signalIfThere(shell, SIGTERM, SignalScope.TREE);
    awaitEnd(shell);
    guest.signalIfThere(shell, SIGKILL, SignalScope.TREE);
    for (HeldCommand command : session.commands()) {
      guest.signalIfThere(command.holder().id(), SIGKILL, SignalScope.TREE);
      guest.releaseIfThere(command.holder().id());
    }
    guest.releaseIfThere(shell);
  }

  private void awaitEnd(ProcessId shell) {
    try {
      guest.waitFor(shell, GRACE);
    } catch (GuestTimeoutException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
    }
  }

  /** Says that a session's shell is gone. */
  static ApiException ended(HeldSession session) {
    String how =
        switch (session.shell().exit()) {
          case ExitStatus.Running running -> "is ending";
          case ExitStatus.Exited exited -> "has ended with exit code " + exited.code();
          case ExitStatus.Signalled signalled -> "was ended by signal " + signalled.signal();
        };
    return new ApiException(
        410,
        ErrorCode.SESSION_ENDED,
        "gone: the shell of session "
            + session.id()
            + " "
            + how
            + ": delete the session, and create it again to go on");
  }
}
