package dev.sebring.server.toolbox.process;

import dev.sebring.api.CodeRunRequest;
import dev.sebring.api.CodeRunResponse;
import dev.sebring.api.ExecuteRequest;
import dev.sebring.api.ExecuteResponse;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import dev.sebring.server.toolbox.program.NodeSnippet;
import dev.sebring.server.toolbox.program.Program;
import dev.sebring.server.toolbox.program.PythonSnippet;
import dev.sebring.server.toolbox.program.ShellCommand;
import java.io.IOException;
import java.util.List;

/** {@code /process/execute} and {@code /process/code-run} (contract 3.1, 3.2). Thread-safe. */
public final class ProcessEndpoints {
  /** Commands and code travel in the body, which is read whole: 32 MiB. */
  private static final int MAX_BODY_BYTES = 32 << 20;

  private ProcessEndpoints() {}

  public static void addTo(ToolboxRoutes routes) {
    routes.post(
        "/process/execute",
        Operation.of("Run a shell command and wait for its end")
            .takes(ExecuteRequest.class)
            .answers(ExecuteResponse.class),
        ProcessEndpoints::execute);
    routes.post(
        "/process/code-run",
        Operation.of("Run a program in Python, JavaScript or TypeScript and wait for its end")
            .takes(CodeRunRequest.class)
            .answers(CodeRunResponse.class),
        ProcessEndpoints::runCode);
  }

  private static void execute(Exchange exchange, ToolboxContext sandbox) throws IOException {
    ExecuteRequest request = exchange.body(ExecuteRequest.class, MAX_BODY_BYTES);
    if (request.command().isBlank()) {
      throw ApiException.badRequest("command is blank: say what the shell is to run");
    }
    RunSettings settings =
        RunSettings.of(exchange, sandbox, request.cwd(), request.envs(), request.timeout());
    Program command = new ShellCommand(request.command(), settings.split());
    ProgramRunner.run(exchange, sandbox, command, settings);
  }

  private static void runCode(Exchange exchange, ToolboxContext sandbox) throws IOException {
    CodeRunRequest request = exchange.body(CodeRunRequest.class, MAX_BODY_BYTES);
    RunSettings settings =
        RunSettings.of(
            exchange,
            sandbox,
            sandbox.additions() ? request.cwd() : null,
            request.envs(),
            request.timeout());
    ProgramRunner.run(exchange, sandbox, program(request), settings);
  }

  private static Program program(CodeRunRequest request) {
    List<String> arguments = request.argv() == null ? List.of() : request.argv();
    return switch (request.language()) {
      case PYTHON -> new PythonSnippet(request.code(), arguments);
      case JAVASCRIPT -> NodeSnippet.javaScript(request.code(), arguments);
      case TYPESCRIPT -> NodeSnippet.typeScript(request.code(), arguments);
    };
  }
}
