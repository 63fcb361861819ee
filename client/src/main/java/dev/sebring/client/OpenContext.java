package dev.sebring.client;

import dev.sebring.api.InterpreterContext;
import dev.sebring.client.CodeInterpreter.ExecutionResult;

/**
 * A context of the code interpreter that is deleted when this is closed.
 *
 * <pre>{@code
 * try (OpenContext context = sandbox.getCodeInterpreter().openContext()) {
 *   context.runCode("import math");
 *   context.runCode("print(math.pi)").stdout();
 * }
 * }</pre>
 *
 * <p>This class is thread-safe.
 */
public final class OpenContext implements AutoCloseable {
  private final CodeInterpreter interpreter;
  private final InterpreterContext info;

  OpenContext(CodeInterpreter interpreter, InterpreterContext info) {
    this.interpreter = interpreter;
    this.info = info;
  }

  /** The context when it was created. */
  public InterpreterContext info() {
    return info;
  }

  /** Runs code in it, for at most 600 s; see {@link CodeInterpreter#runCode(String)}. */
  public ExecutionResult runCode(String code) {
    return runCode(code, new RunCodeOptions());
  }

  /** Runs code in it; see {@link CodeInterpreter#runCode(String, RunCodeOptions)}. */
  public ExecutionResult runCode(String code, RunCodeOptions options) {
    return interpreter.runCode(code, options.setContext(info));
  }

  /** Deletes it. Does nothing if it is deleted. */
  @Override
  public void close() {
    try {
      interpreter.deleteContext(info.id());
    } catch (DaytonaNotFoundException e) {
      // It is what was wanted.
    }
  }
}
