package dev.sebring.backends.oci.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One call of a program of the host, such as {@code ip} or {@code mount}. Its standard input is the
 * given text, its environment holds {@code PATH} and {@code LC_ALL=C} only. Immutable and
 * thread-safe.
 *
 * @param purpose what the call is for, the start of its error message, e.g. "create the bridge
 *     sb01020304"
 */
public record HostCommand(String purpose, List<String> argv, String input) {
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final long TIMEOUT_SECONDS = 60;

  public HostCommand {
    argv = List.copyOf(argv);
  }

  /** A call without input. */
  public static HostCommand of(String purpose, String... argv) {
    return new HostCommand(purpose, List.of(argv), "");
  }

  /** Whether a program of this name is installed. */
  public static boolean isInstalled(String program) {
    for (String directory : PATH.split(":")) {
      if (Path.of(directory, program).toFile().canExecute()) {
        return true;
      }
    }
    return false;
  }

  /** How a call ended. */
  public record Outcome(int exitCode, String output, String errors) {}

  /**
   * Runs it and answers its standard output.
   *
   * @throws BackendException if the program is missing, takes over a minute, or ends with another
   *     code than 0
   */
  public String run() {
    Outcome outcome = outcome();
    if (outcome.exitCode != 0) {
      throw new BackendException(
          BackendException.Kind.FAILED,
          "could not %s: %s ended with %d: %s"
              .formatted(
                  purpose,
                  String.join(" ", argv),
                  outcome.exitCode,
                  outcome.errors.isBlank() ? outcome.output.strip() : outcome.errors.strip()));
    }
    return outcome.output;
  }

  /**
   * Runs it, whatever its exit code.
   *
   * @throws BackendException if the program is missing or takes over a minute
   */
  public Outcome outcome() {
    try (Step _ = Step.begin("program " + program())) {
      return end(start());
    }
  }

  private Outcome end(Process process) {
    try {
      CompletableFuture<String> errors =
          CompletableFuture.supplyAsync(
              () -> readAll(process.getErrorStream()), task -> Thread.startVirtualThread(task));
      CompletableFuture<String> output =
          CompletableFuture.supplyAsync(
              () -> readAll(process.getInputStream()), task -> Thread.startVirtualThread(task));
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(UTF_8));
      }
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw failed(BackendException.Kind.FAILED, "did not end within a minute", null);
      }
      return new Outcome(process.exitValue(), output.join(), errors.join());
    } catch (IOException e) {
      throw failed(BackendException.Kind.FAILED, "broke off", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(BackendException.Kind.FAILED, "was interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private String program() {
    return Path.of(argv.getFirst()).getFileName().toString();
  }

  private Process start() {
    ProcessBuilder builder = new ProcessBuilder(argv);
    builder.environment().clear();
    builder.environment().put("PATH", PATH);
    builder.environment().put("LC_ALL", "C");
    try {
      return builder.start();
    } catch (IOException e) {
      throw failed(
          BackendException.Kind.UNSUPPORTED,
          "could not be started; `sebring doctor` says what to install",
          e);
    }
  }

  private BackendException failed(
      BackendException.Kind kind, String what, @org.jspecify.annotations.Nullable Exception cause) {
    return new BackendException(
        kind, "could not %s: %s %s".formatted(purpose, argv.getFirst(), what), cause);
  }

  private static String readAll(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
