package dev.sebring.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.api.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own that runs {@link ClientProgram}; once constructed, it has found a server, or
 * started one where there was none.
 */
final class ClientProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;

  ClientProcess(Path home, String... environment) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dtest.home=" + home,
            "-cp",
            System.getProperty("java.class.path"),
            ClientProgram.class.getName());
    builder.environment().keySet().removeIf(name -> name.startsWith("DAYTONA_"));
    for (int i = 0; i < environment.length; i += 2) {
      builder.environment().put(environment[i], environment[i + 1]);
    }
    try {
      process = builder.redirectError(Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    readAnswer();
  }

  /** Has it do something, and returns its answer. */
  String ask(String... words) {
    try {
      process.getOutputStream().write((Json.write(List.of(words)) + "\n").getBytes(UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return readAnswer();
  }

  private String readAnswer() {
    try {
      String answer = answers.readLine();
      if (answer == null) {
        throw new AssertionError("the process ended with " + process.waitFor());
      }
      return Json.mapper().readValue(answer, String.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Lets its main method return. Whether the process then ended by itself, within ten seconds. */
  boolean ends() {
    try {
      process.getOutputStream().close();
      return process.waitFor(10, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
