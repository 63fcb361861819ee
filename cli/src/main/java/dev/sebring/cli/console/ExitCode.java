package dev.sebring.cli.console;

/**
 * Exit codes that are ours. A program run by {@code run} or {@code exec} passes its own through; it
 * rarely uses one of these, and {@code --json} tells them apart for certain.
 */
public final class ExitCode {
  public static final int OK = 0;

  /** The answer is no: {@code doctor} found something missing, or leftovers. */
  public static final int NO = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** The time limit ended the program. */
  public static final int TIMEOUT = 124;

  /** Sebring failed; the program may not have run. */
  public static final int FAILED = 125;

  /** What was named does not exist: no such sandbox, no such key. */
  public static final int NOT_FOUND = 126;

  private ExitCode() {}
}
