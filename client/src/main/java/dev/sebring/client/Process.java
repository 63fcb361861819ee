package dev.sebring.client;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.CodeRunRequest;
import dev.sebring.api.CodeRunResponse;
import dev.sebring.api.ExecuteRequest;
import dev.sebring.api.ExecuteResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs in a sandbox. A program whose time is up is killed with all its descendants, and
 * the call ends with a {@link DaytonaProcessTimeoutException}. A program that fails is no
 * exception: its exit code tells. This class is thread-safe.
 */
public final class Process {
  /**
   * How much longer than the program the call may take: the server answers when it has killed it.
   */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final String SPLIT_OUTPUT = "X-Daytona-Split-Output";

  private final Toolbox toolbox;
  private final Supplier<CodeLanguage> language;

  Process(Toolbox toolbox, Supplier<CodeLanguage> language) {
    this.toolbox = toolbox;
    this.language = language;
  }

  /** Runs a shell command in the sandbox's working directory, within the client's timeout. */
  public ExecuteResponse executeCommand(String command) {
    return executeCommand(command, null, null, null);
  }

  /**
   * Runs a shell command.
   *
   * @param cwd the directory to run in; {@code null}: the sandbox's working directory
   * @param env added to the environment; {@code null}: nothing
   * @param timeout of the program, rounded up to whole seconds; {@code null}: the client's; zero:
   *     none
   */
  public ExecuteResponse executeCommand(
      String command,
      @Nullable String cwd,
      @Nullable Map<String, String> env,
      @Nullable Duration timeout) {
    Duration limit = limit(timeout);
    return execute(new ExecuteRequest(command, cwd, env, seconds(limit)), false);
  }

  /**
   * Runs a shell command as the request says.
   *
   * @param splitOutput whether to ask for both streams apart and for the directory that the shell
   *     ended in; only Sebring's server tells
   */
  public ExecuteResponse execute(ExecuteRequest request, boolean splitOutput) {
    Operation operation =
        toolbox
            .operation("run a command", "POST", "/process/execute", callLimit(request.timeout()))
            .body(Body.json(request));
    return toolbox.call(split(operation, splitOutput), ExecuteResponse.class);
  }

  /** Runs code in the sandbox's language, within the client's timeout. */
  public CodeRunResponse codeRun(String code) {
    return codeRun(code, List.of(), Map.of(), null);
  }

  /**
   * Runs code in the sandbox's language.
   *
   * @param argv the program's arguments
   * @param env added to the environment
   * @param timeout of the program, rounded up to whole seconds; {@code null}: the client's; zero:
   *     none
   */
  public CodeRunResponse codeRun(
      String code, List<String> argv, Map<String, String> env, @Nullable Duration timeout) {
    Duration limit = limit(timeout);
    return codeRun(
        new CodeRunRequest(code, language.get(), argv, env, seconds(limit), null), false);
  }

  /**
   * Runs code as the request says.
   *
   * @param splitOutput whether to ask for both streams apart; only Sebring's server tells
   */
  public CodeRunResponse codeRun(CodeRunRequest request, boolean splitOutput) {
    String what = "run " + request.language().wire() + " code";
    Operation operation =
        toolbox
            .operation(what, "POST", "/process/code-run", callLimit(request.timeout()))
            .body(Body.json(request));
    return toolbox.call(split(operation, splitOutput), CodeRunResponse.class);
  }

  private Duration limit(@Nullable Duration timeout) {
    return timeout == null ? toolbox.timeout() : timeout;
  }

  private static @Nullable Integer seconds(Duration limit) {
    return limit.isZero() ? null : Math.toIntExact(limit.plusNanos(999_999_999).toSeconds());
  }

  private static Duration callLimit(@Nullable Integer seconds) {
    return seconds == null || seconds == 0
        ? Duration.ZERO
        : Duration.ofSeconds(seconds).plus(GRACE);
  }

  private static Operation split(Operation operation, boolean splitOutput) {
    return splitOutput ? operation.header(SPLIT_OUTPUT, "true") : operation;
  }
}
