package dev.sebring.server.toolbox.process;

import dev.sebring.sandbox.Step;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestTimeoutException;
import dev.sebring.server.gateway.LimitReached;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.toolbox.program.FirstAvailable;
import dev.sebring.server.toolbox.program.Program;
import java.io.IOException;
import org.eclipse.jetty.io.EofException;

/**
 * Runs a program for a request and answers it. When the client leaves, the program is let go of and
 * runs on. Thread-safe.
 */
final class ProgramRunner {
  /** What a shell answers for a command that there is not. */
  private static final int COMMAND_NOT_FOUND = 127;

  /** What Daytona answers where the program could not even be tried. */
  private static final int NOT_STARTED = -1;

  private ProgramRunner() {}

  static void run(Exchange exchange, ToolboxContext sandbox, Program program, RunSettings settings)
      throws IOException {
    ProgramRun started;
    try (Step _ = Step.begin("execute: spawn")) {
      started = start(sandbox, program, settings);
    } catch (GuestException e) {
      answerNotStarted(exchange, program, settings, e);
      return;
    }
    try (ProgramRun run = started) {
      boolean finished = finish(exchange, run, settings);
      RunAnswer answer = new RunAnswer(run, settings.split(), settings.resources());
      if (!finished) {
        throw answer.timeout(settings.timeout().orElseThrow(), settings.tellOutput());
      }
      try (Step _ = Step.begin("execute: answer")) {
        answer.send(exchange);
      }
    }
  }

  private static ProgramRun start(ToolboxContext sandbox, Program program, RunSettings settings) {
    Guest guest = sandbox.guest();
    try {
      return new ProgramRun(
          sandbox::guest,
          guest,
          FirstAvailable.spawn(guest, program.starts(settings.variables()), settings::applyTo));
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, "BAD_REQUEST", "cannot run this: " + e.getMessage(), e);
    }
  }

  private static boolean finish(Exchange exchange, ProgramRun run, RunSettings settings)
      throws IOException {
    Thread waiting = Thread.currentThread();
    exchange.whenClientLeaves(waiting::interrupt);
    try (Step _ = Step.begin("execute: run to the end")) {
      return run.finish(settings.timeout());
    } catch (GuestTimeoutException e) {
      if (Thread.interrupted()) {
        EofException gone = new EofException("the client left before the program ended");
        gone.initCause(e);
        throw gone;
      }
      throw e;
    }
  }

  private static void answerNotStarted(
      Exchange exchange, Program program, RunSettings settings, GuestException e)
      throws IOException {
    if (e.isMissingProgram()) {
      RunAnswer.sendText(
          exchange, COMMAND_NOT_FOUND, program.missingInterpreter(), settings.split());
      return;
    }
    switch (e.step()) {
      case "cwd", "program" ->
          RunAnswer.sendText(
              exchange, NOT_STARTED, "cannot run this: " + e.detail() + "\n", settings.split());
      case "request" ->
          throw new ApiException(400, "BAD_REQUEST", "cannot run this: " + e.detail(), e);
      case "limit" -> throw LimitReached.of(e, settings.resources());
      default -> throw e;
    }
  }
}
