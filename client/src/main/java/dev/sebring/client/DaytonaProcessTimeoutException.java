package dev.sebring.client;

import org.jspecify.annotations.Nullable;

/**
 * A program in the sandbox had not ended when its time was up; the server has killed it with all
 * its descendants.
 */
public class DaytonaProcessTimeoutException extends DaytonaTimeoutException {
  private static final long serialVersionUID = 1;

  private final @Nullable String result;
  private final @Nullable String stdout;
  private final @Nullable String stderr;
  private final @Nullable String limit;

  DaytonaProcessTimeoutException(Failure failure) {
    super(failure);
    this.result = failure.text("result");
    this.stdout = failure.text("stdout");
    this.stderr = failure.text("stderr");
    this.limit = failure.text("limit");
  }

  /** What the program wrote until then; {@code null} from a server that does not tell. */
  public @Nullable String result() {
    return result;
  }

  /** The same, standard output alone; {@code null} unless split output was asked for. */
  public @Nullable String stdout() {
    return stdout;
  }

  /** The same, standard error alone; {@code null} unless split output was asked for. */
  public @Nullable String stderr() {
    return stderr;
  }

  /** Which limit of its sandbox it reached, and what to do; {@code null}: none that is known of. */
  public @Nullable String limit() {
    return limit;
  }
}
