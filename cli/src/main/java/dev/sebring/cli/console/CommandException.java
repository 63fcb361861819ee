package dev.sebring.cli.console;

import java.util.Objects;

/** A command cannot do what it was asked. The message says what to do. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  public CommandException(int exitCode, String message) {
    super(Objects.requireNonNull(message, "message"));
    this.exitCode = exitCode;
  }

  /** One of {@link ExitCode}. */
  public int exitCode() {
    return exitCode;
  }
}
