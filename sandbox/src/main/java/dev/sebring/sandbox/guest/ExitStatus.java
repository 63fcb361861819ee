package dev.sebring.sandbox.guest;

/** Whether and how a program ended. Immutable and thread-safe. */
public sealed interface ExitStatus {
  /**
   * The log's length in bytes when the program ended, or now if it runs. Background children may
   * write more.
   */
  long logEnd();

  /**
   * The number that a shell would show: the exit code, or 128 and the number of the signal.
   *
   * @throws IllegalStateException if the program runs
   */
  int shellCode();

  /** It has not ended. */
  record Running(long logEnd) implements ExitStatus {
    @Override
    public int shellCode() {
      throw new IllegalStateException("the program still runs");
    }
  }

  /**
   * It ended by itself.
   *
   * @param code 0 to 255
   */
  record Exited(int code, long logEnd) implements ExitStatus {
    @Override
    public int shellCode() {
      return code;
    }
  }

  /**
   * A signal ended it.
   *
   * @param signal the Linux number, e.g. 9
   */
  record Signalled(int signal, long logEnd) implements ExitStatus {
    @Override
    public int shellCode() {
      return 128 + signal;
    }
  }
}
