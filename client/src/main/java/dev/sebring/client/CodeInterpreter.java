package dev.sebring.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sebring.api.CodeLanguage;
import dev.sebring.api.CreateInterpreterContext;
import dev.sebring.api.InterpreterContext;
import dev.sebring.api.InterpreterContexts;
import dev.sebring.api.InterpreterMessage;
import dev.sebring.api.InterpreterRequest;
import dev.sebring.api.Json;
import dev.sebring.api.Message;
import dev.sebring.client.MessageSocket.Closed;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs code in contexts that keep their variables, functions and imports from run to run.
 *
 * <pre>{@code
 * CodeInterpreter interpreter = sandbox.getCodeInterpreter();
 * interpreter.runCode("x = 40");
 * interpreter.runCode("print(x + 2)").stdout(); // 42
 * }</pre>
 *
 * <p>Code that fails is no exception: {@link ExecutionResult#error} tells. Runs of one context wait
 * for each other. Interrupting a thread that waits for a run interrupts the run. This class is
 * thread-safe.
 */
public final class CodeInterpreter {
  private static final String CONTEXTS = "/process/interpreter/context";
  private static final int NORMAL = 1000;
  private static final int TIMED_OUT = 4008;

  private final Toolbox toolbox;
  private final Supplier<CodeLanguage> language;

  CodeInterpreter(Toolbox toolbox, Supplier<CodeLanguage> language) {
    this.toolbox = toolbox;
    this.language = language;
  }

  /**
   * How a run ended.
   *
   * @param error that the code ended with; {@code null}: none
   * @param result the value of the last expression; {@code null} if it was not asked for, or is
   *     none
   */
  public record ExecutionResult(
      String stdout,
      String stderr,
      @Nullable ExecutionError error,
      @Nullable ExpressionValue result) {}

  /**
   * An error that code ended with.
   *
   * @param name its class, such as {@code ValueError}; {@code ContextDied} if the context's process
   *     ended
   * @param value its message
   * @param traceback one frame a line; may be empty
   */
  public record ExecutionError(String name, String value, String traceback) {}

  /**
   * The value of an expression.
   *
   * @param text as the language shows it
   * @param json if it has a JSON form
   * @param html if it shows itself in pages
   * @param png the same as an image, in base64
   */
  public record ExpressionValue(
      String text, @Nullable JsonNode json, @Nullable String html, @Nullable String png) {}

  /** Runs code in the default context of the sandbox's language, for at most 600 s. */
  public ExecutionResult runCode(String code) {
    return runCode(code, new RunCodeOptions());
  }

  /**
   * Runs code.
   *
   * @throws DaytonaProcessTimeoutException if its time was up: it was interrupted; its context
   *     keeps its state, unless it would not be interrupted
   * @throws DaytonaException if the server could not run it, e.g. there is no such context
   */
  public ExecutionResult runCode(String code, RunCodeOptions options) {
    Operation operation = toolbox.operation("run code", "GET", "/process/interpreter/execute");
    try (MessageSocket socket = toolbox.socket(operation, List.of())) {
      socket.send(Json.write(request(code, options)));
      Received received = new Received(options);
      Closed end = socket.takeAll(message -> received.take(message(socket, message.string())));
      return received.result(socket.tried(), end);
    }
  }

  private InterpreterRequest request(String code, RunCodeOptions options) {
    CodeLanguage asked = options.language() == null ? language.get() : options.language();
    return new InterpreterRequest(
        code,
        options.contextId(),
        options.envs(),
        options.timeout() == null ? null : Double.valueOf(options.timeout()),
        options.contextId() == null && asked != CodeLanguage.PYTHON ? asked : null,
        options.result() ? true : null);
  }

  private static InterpreterMessage message(MessageSocket socket, String text) {
    try {
      return Json.mapper().readValue(text, InterpreterMessage.class);
    } catch (JsonProcessingException e) {
      throw new DaytonaException(
          socket.tried() + ", but a message is not what the contract says: " + e.getMessage(), e);
    }
  }

  /** A new context of Python in the sandbox's working directory. */
  public InterpreterContext createContext() {
    return createContext(null);
  }

  /**
   * A new context of Python.
   *
   * @param cwd where it starts; {@code null}: the sandbox's working directory
   */
  public InterpreterContext createContext(@Nullable String cwd) {
    return createContext(cwd, CodeLanguage.PYTHON);
  }

  /**
   * A new context.
   *
   * @param cwd where it starts; {@code null}: the sandbox's working directory
   * @param newLanguage another than Python only from Sebring's server
   */
  public InterpreterContext createContext(@Nullable String cwd, CodeLanguage newLanguage) {
    CreateInterpreterContext body =
        new CreateInterpreterContext(cwd, newLanguage == CodeLanguage.PYTHON ? null : newLanguage);
    return toolbox.call(
        toolbox.operation("create an interpreter context", "POST", CONTEXTS).body(Body.json(body)),
        InterpreterContext.class);
  }

  /** A new context of Python that lives until it is closed. */
  public OpenContext openContext() {
    return openContext(null, CodeLanguage.PYTHON);
  }

  /** A new context that lives until it is closed, see {@link #createContext}. */
  public OpenContext openContext(@Nullable String cwd, CodeLanguage newLanguage) {
    return new OpenContext(this, createContext(cwd, newLanguage));
  }

  /** The contexts that were created; the default ones are not among them. */
  public List<InterpreterContext> listContexts() {
    return toolbox
        .call("list interpreter contexts", "GET", CONTEXTS, InterpreterContexts.class)
        .contexts();
  }

  /**
   * Deletes a context and ends what its runs have left running.
   *
   * @throws DaytonaNotFoundException if there is none
   */
  public void deleteContext(String contextId) {
    toolbox.call(
        "delete interpreter context " + contextId,
        "DELETE",
        CONTEXTS + "/" + Operation.encode(contextId),
        Message.class);
  }

  /** The messages of one run, put together. */
  private static final class Received {
    private final RunCodeOptions options;
    private final StringBuilder stdout = new StringBuilder();
    private final StringBuilder stderr = new StringBuilder();
    private @Nullable ExecutionError error;
    private @Nullable ExpressionValue result;

    Received(RunCodeOptions options) {
      this.options = options;
    }

    void take(InterpreterMessage message) {
      String text = orEmpty(message.text());
      switch (message.type()) {
        case InterpreterMessage.STDOUT:
          stdout.append(text);
          options.onStdout().accept(text);
          return;
        case InterpreterMessage.STDERR:
          stderr.append(text);
          options.onStderr().accept(text);
          return;
        case InterpreterMessage.ERROR:
          error =
              new ExecutionError(
                  orEmpty(message.name()), orEmpty(message.value()), orEmpty(message.traceback()));
          options.onError().accept(error);
          return;
        case InterpreterMessage.RESULT:
          result = new ExpressionValue(text, message.json(), message.html(), message.png());
          return;
        default:
          return; // that it has ended tells the end of the connection
      }
    }

    private static String orEmpty(@Nullable String text) {
      return text == null ? "" : text;
    }

    ExecutionResult result(String tried, Closed end) {
      if (end.code() == NORMAL) {
        return new ExecutionResult(stdout.toString(), stderr.toString(), error, result);
      }
      if (end.code() == TIMED_OUT) {
        throw new DaytonaProcessTimeoutException(
            failure(
                tried, end, 408, Map.of("stdout", stdout.toString(), "stderr", stderr.toString())));
      }
      throw failure(tried, end, closeStatus(end), Map.of()).exception();
    }

    /** The end of the connection as the answer that it is in place of. */
    private static Failure failure(
        String tried, Closed end, int status, Map<String, String> fields) {
      ObjectNode body = Json.mapper().createObjectNode();
      String reason =
          end.reason().isEmpty() ? "the connection was closed with " + end.code() : end.reason();
      body.put("message", reason);
      fields.forEach(body::put);
      return new Failure(tried, status, body, reason, null);
    }

    private static int closeStatus(Closed end) {
      if (end.reason().startsWith("context not found")) {
        return 404;
      }
      return end.code() == 1008 ? 400 : 500;
    }
  }
}
