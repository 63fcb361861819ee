package dev.sebring.tools;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.ExecuteRequest;
import dev.sebring.api.ExecuteResponse;
import dev.sebring.api.SessionCommandLogs;
import dev.sebring.client.DaytonaException;
import dev.sebring.client.DaytonaNotFoundException;
import dev.sebring.client.Sandbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs on any server of the Daytona v0 API, which tells neither the streams apart nor
 * where a shell ended. Code is a file in its directory while it runs, with a name of ours that its
 * error texts show. A shell writes the directory that it ends in to a private file; a command that
 * replaces the shell ({@code exec}) or its exit trap keeps the directory that it started in. Charts
 * stay where the program has shown them.
 */
final class PlainRunner implements Runner {
  private static final Map<CodeLanguage, String> EXTENSIONS =
      Map.of(
          CodeLanguage.PYTHON,
          ".py",
          CodeLanguage.JAVASCRIPT,
          ".js",
          CodeLanguage.TYPESCRIPT,
          ".ts");
  private static final Map<CodeLanguage, String> INTERPRETERS =
      Map.of(
          CodeLanguage.PYTHON,
          "python3 -u %s",
          CodeLanguage.JAVASCRIPT,
          "node %s",
          CodeLanguage.TYPESCRIPT,
          "if command -v tsx >/dev/null; then tsx %1$s; else ts-node --transpile-only %1$s; fi");

  private final Sandbox sandbox;

  PlainRunner(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  @Override
  public Ran command(String command, Place place, Duration timeout) {
    String told = "/tmp/.sebring-" + UUID.randomUUID();
    String wrapped = "trap 'pwd >" + told + "' EXIT\n" + command;
    ExecuteResponse response = execute(wrapped, place, timeout);
    return new Ran(
        response.exitCode(), response.result(), null, null, takeDirectory(told), null, List.of());
  }

  private @Nullable String takeDirectory(String file) {
    String directory;
    try {
      directory = new String(sandbox.getFs().downloadFile(file), StandardCharsets.UTF_8);
    } catch (DaytonaNotFoundException notWritten) {
      return null; // the command had another exit trap, or replaced its shell
    }
    sandbox.getFs().deleteFile(file);
    return directory.endsWith("\n") ? directory.substring(0, directory.length() - 1) : directory;
  }

  @Override
  public Ran code(String code, CodeLanguage language, Place place, Duration timeout) {
    String name = ".sebring-" + UUID.randomUUID() + EXTENSIONS.get(language);
    String path = RemotePath.resolve(name, place.directory(), place::directory);
    sandbox.getFs().uploadFile(code.getBytes(StandardCharsets.UTF_8), path);
    ExecuteResponse response;
    try {
      response =
          execute(
              String.format(String.valueOf(INTERPRETERS.get(language)), "./" + name),
              place,
              timeout);
    } catch (DaytonaException e) {
      try {
        sandbox.getFs().deleteFile(path);
      } catch (DaytonaException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
    sandbox.getFs().deleteFile(path);
    return new Ran(response.exitCode(), response.result(), null, null, null, null, List.of());
  }

  /** Daytona's own server leaves in it the three bytes that say whose a line is (contract 3.3). */
  @Override
  public String printed(SessionCommandLogs logs) {
    return logs.output().replace("\u0001\u0001\u0001", "").replace("\u0002\u0002\u0002", "");
  }

  private ExecuteResponse execute(String command, Place place, Duration timeout) {
    return sandbox
        .getProcess()
        .execute(
            new ExecuteRequest(
                command, place.directory(), place.environment(), Seconds.of(timeout)),
            false);
  }
}
