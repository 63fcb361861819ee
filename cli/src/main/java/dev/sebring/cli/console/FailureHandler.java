package dev.sebring.cli.console;

import dev.sebring.agent.model.ModelException;
import dev.sebring.agent.session.SessionStoreException;
import dev.sebring.client.DaytonaException;
import dev.sebring.client.DaytonaNotFoundException;
import dev.sebring.client.DaytonaProcessTimeoutException;
import dev.sebring.sandbox.BackendException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one line on standard error and an exit code. */
public final class FailureHandler implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    String message = failure.getMessage();
    if (message == null || !isExpected(failure)) {
      err.println("sebring: this is a mistake in sebring itself:");
      failure.printStackTrace(err);
    } else {
      err.println("sebring: " + message);
    }
    err.flush();
    return exitCode(failure);
  }

  private static boolean isExpected(Exception failure) {
    return failure instanceof DaytonaException
        || failure instanceof ModelException
        || failure instanceof SessionStoreException
        || failure instanceof BackendException
        || failure instanceof IOException
        || failure instanceof UncheckedIOException
        || failure instanceof CommandException;
  }

  private static int exitCode(Exception failure) {
    if (failure instanceof DaytonaProcessTimeoutException) {
      return ExitCode.TIMEOUT;
    }
    if (failure instanceof DaytonaNotFoundException) {
      return ExitCode.NOT_FOUND;
    }
    if (failure instanceof CommandException known) {
      return known.exitCode();
    }
    return ExitCode.FAILED;
  }
}
