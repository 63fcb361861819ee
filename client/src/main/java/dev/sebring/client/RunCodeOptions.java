package dev.sebring.client;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.InterpreterContext;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How {@link CodeInterpreter#runCode(String, RunCodeOptions)} runs code. The callbacks run on the
 * thread of the caller, as the output comes; while one runs, what comes next waits. Not
 * thread-safe.
 */
public final class RunCodeOptions {
  private @Nullable String contextId;
  private @Nullable CodeLanguage language;
  private @Nullable Map<String, String> envs;
  private @Nullable Integer timeout;
  private boolean result;
  private Consumer<String> onStdout = text -> {};
  private Consumer<String> onStderr = text -> {};
  private Consumer<CodeInterpreter.ExecutionError> onError = error -> {};

  /** In the default context of the sandbox's language, for at most 600 s. */
  public RunCodeOptions() {}

  @Nullable String contextId() {
    return contextId;
  }

  @Nullable CodeLanguage language() {
    return language;
  }

  @Nullable Map<String, String> envs() {
    return envs;
  }

  @Nullable Integer timeout() {
    return timeout;
  }

  boolean result() {
    return result;
  }

  Consumer<String> onStdout() {
    return onStdout;
  }

  Consumer<String> onStderr() {
    return onStderr;
  }

  Consumer<CodeInterpreter.ExecutionError> onError() {
    return onError;
  }

  /** Runs the code in this context. */
  public RunCodeOptions setContext(InterpreterContext context) {
    contextId = context.id();
    return this;
  }

  /**
   * Runs the code in the default context of this language. Only Sebring's server has one for
   * another than Python.
   */
  public RunCodeOptions setLanguage(CodeLanguage newLanguage) {
    language = newLanguage;
    return this;
  }

  /** Sets these variables of the environment for this run. */
  public RunCodeOptions setEnvs(Map<String, String> newEnvs) {
    envs = Map.copyOf(newEnvs);
    return this;
  }

  /**
   * Interrupts the run after so long.
   *
   * @param seconds from its turn on; 0: never
   */
  public RunCodeOptions setTimeout(int seconds) {
    timeout = seconds;
    return this;
  }

  /** Asks for the value of the last expression. Only Sebring's server tells. */
  public RunCodeOptions setResult(boolean asked) {
    result = asked;
    return this;
  }

  /** Is given what is written to standard output. */
  public RunCodeOptions setOnStdout(Consumer<String> callback) {
    onStdout = callback;
    return this;
  }

  /** Is given what is written to standard error. */
  public RunCodeOptions setOnStderr(Consumer<String> callback) {
    onStderr = callback;
    return this;
  }

  /** Is given the error that the code ended with. */
  public RunCodeOptions setOnError(Consumer<CodeInterpreter.ExecutionError> callback) {
    onError = callback;
    return this;
  }
}
