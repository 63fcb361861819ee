package dev.sebring.tools;

import dev.sebring.api.Chart;
import dev.sebring.api.CodeLanguage;
import dev.sebring.api.CodeRunRequest;
import dev.sebring.api.CodeRunResponse;
import dev.sebring.api.ExecuteRequest;
import dev.sebring.api.ExecuteResponse;
import dev.sebring.api.SessionCommandLogs;
import dev.sebring.client.Process;
import java.time.Duration;
import java.util.List;

/**
 * Runs programs on Sebring's server, with its additions to the wire: split output, the directory of
 * code, the directory that a shell ended in.
 */
final class SebringRunner implements Runner {
  private final Process process;

  SebringRunner(Process process) {
    this.process = process;
  }

  @Override
  public Ran command(String command, Place place, Duration timeout) {
    ExecuteResponse response =
        process.execute(
            new ExecuteRequest(
                command, place.directory(), place.environment(), Seconds.of(timeout)),
            true);
    return new Ran(
        response.exitCode(),
        response.result(),
        response.stdout(),
        response.stderr(),
        response.cwd(),
        response.limit(),
        List.of());
  }

  @Override
  public Ran code(String code, CodeLanguage language, Place place, Duration timeout) {
    CodeRunResponse response =
        process.codeRun(
            new CodeRunRequest(code, language, null, null, Seconds.of(timeout), place.directory()),
            true);
    return new Ran(
        response.exitCode(),
        response.result(),
        response.stdout(),
        response.stderr(),
        null,
        response.limit(),
        charts(response));
  }

  private static List<Chart> charts(CodeRunResponse response) {
    return response.artifacts() == null ? List.of() : response.artifacts().charts();
  }

  @Override
  public String printed(SessionCommandLogs logs) {
    return logs.output();
  }
}
