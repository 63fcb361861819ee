package dev.sebring.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command in a JVM of its own, as a shell starts it. */
record CommandProcess(int exitCode, String out, String err) {

  static CommandProcess run(
      Path directory, Map<String, String> environment, String input, String... arguments) {
    return run(directory, environment, input, command(arguments));
  }

  /**
   * In a terminal, which a script of {@code expect} reads and types into; the exit code is the
   * script's.
   */
  static CommandProcess inTerminal(
      Path directory, Map<String, String> environment, String script, String... arguments) {
    try {
      Path file = Files.writeString(Files.createTempFile(directory, "expect", ""), script);
      List<String> command = new ArrayList<>(List.of("expect", "-f", file.toString(), "--"));
      command.addAll(command(arguments));
      return run(directory, environment, "", command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                Sebring.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static CommandProcess run(
      Path directory, Map<String, String> environment, String input, List<String> command) {
    try {
      Path out = Files.createTempFile(directory, "out", "");
      Path err = Files.createTempFile(directory, "err", "");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(UTF_8));
      }
      int exitCode = process.waitFor();
      return new CommandProcess(exitCode, Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
