package dev.sebring.server.toolbox.process;

import dev.sebring.api.Chart;
import dev.sebring.api.CodeRunArtifacts;
import dev.sebring.api.ErrorCode;
import dev.sebring.sandbox.Resources;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.ApiException.ProgramOutput;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.toolbox.output.JsonText;
import dev.sebring.server.toolbox.output.OutputPart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The answer for a program that has ended: the JSON of {@link dev.sebring.api.ExecuteResponse} or
 * {@link dev.sebring.api.CodeRunResponse}, written piece by piece. Not thread-safe.
 */
final class RunAnswer {
  private static final String JSON = "application/json";

  /** Of each end of the output, in an error: 256 KiB. */
  private static final int MAX_ERROR_BYTES = 256 * 1024;

  private final ProgramRun run;
  private final boolean split;
  private final Resources allowed;

  RunAnswer(ProgramRun run, boolean split, Resources allowed) {
    this.run = run;
    this.split = split;
    this.allowed = allowed;
  }

  /** Answers for a program that did not start: the text is its standard error. */
  static void sendText(Exchange exchange, int exitCode, String text, boolean split)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    JsonText json = new JsonText(body).number("exitCode", exitCode).text("result", text);
    if (split) {
      json.text("stdout", "").text("stderr", text);
    }
    json.end();
    exchange.answerBytes(200, JSON, body.toByteArray());
  }

  void send(Exchange exchange) throws IOException {
    if (run.output().isKept()) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      write(body);
      exchange.answerBytes(200, JSON, body.toByteArray());
    } else {
      write(exchange.stream(200, JSON, -1));
    }
  }

  private void write(OutputStream body) throws IOException {
    JsonText json = new JsonText(body);
    json.number("exitCode", run.status().shellCode());
    json.text("result", run.read(OutputPart.RESULT));
    List<Chart> charts = run.output().charts();
    if (!charts.isEmpty()) {
      json.value("artifacts", new CodeRunArtifacts(charts));
    }
    if (split) {
      json.text("stdout", run.read(OutputPart.STDOUT));
      json.text("stderr", run.read(OutputPart.STDERR));
      if (run.output().lastDirectory().isPresent()) {
        json.text("cwd", run.output().lastDirectory().get());
      }
      Optional<String> limit = LimitNotice.of(run.limitsReached(), allowed);
      if (limit.isPresent()) {
        json.text("limit", limit.get());
      }
    }
    json.end();
  }

  /**
   * The error for a program that was killed, with what it had written, which is shortened in the
   * middle.
   */
  ApiException timeout(Duration time, boolean withOutput) throws IOException {
    Optional<String> limit = LimitNotice.of(run.limitsReached(), allowed);
    ApiException error =
        new ApiException(
            408,
            ErrorCode.PROCESS_EXECUTION_TIMEOUT,
            "request timeout: command execution timeout: it ran longer than the "
                + time.toSeconds()
                + " s that the request allows, and was killed with all that it had started;"
                + " allow more with \"timeout\", or start it in the background"
                + limit.map(". "::concat).orElse(""));
    return withOutput
        ? error.with(
            new ProgramOutput(
                shortened(OutputPart.RESULT),
                split ? shortened(OutputPart.STDOUT) : null,
                split ? shortened(OutputPart.STDERR) : null,
                limit.orElse(null)))
        : error;
  }

  private String shortened(OutputPart part) throws IOException {
    if (run.output().isKept()) {
      try (InputStream all = run.read(part)) {
        return new String(all.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
    long end = run.status().logEnd();
    return text(run.output().readKept(part))
        + "\n[the middle of "
        + end
        + " bytes of output is left out here]\n"
        + text(run.readLog(part, end - MAX_ERROR_BYTES, end));
  }

  private static String text(InputStream bytes) throws IOException {
    try (bytes) {
      return new String(bytes.readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8);
    }
  }
}
