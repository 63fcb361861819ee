package dev.sebring.bench.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program of the host, called as a user's program would: started, read, waited for. Immutable.
 */
public record Program(List<String> words, Map<String, String> environment) {
  private static final long PATIENCE_SECONDS = 120;

  public Program {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  public static Program of(String... words) {
    return new Program(List.of(words), Map.of());
  }

  /** Where a program is on the PATH. */
  public static Path find(String name) throws AbsentPeer {
    for (String directory : System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":")) {
      Path file = Path.of(directory, name);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    throw new AbsentPeer(name + " is not installed");
  }

  /** How long it takes to its first byte of output. Waits for its end, which does not count. */
  public Duration toFirstOutput() throws IOException, InterruptedException {
    return run(true);
  }

  /** How long it takes to its end, its output read. */
  public Duration toEnd() throws IOException, InterruptedException {
    return run(false);
  }

  private Duration run(boolean firstOutput) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = builder().redirectErrorStream(true).start();
    try (InputStream output = process.getInputStream()) {
      process.getOutputStream().close();
      int first = output.read();
      long answered = System.nanoTime();
      String text = (first < 0 ? "" : (char) first + new String(output.readAllBytes(), UTF_8));
      require(process, text);
      return Duration.ofNanos((firstOutput ? answered : System.nanoTime()) - start);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Runs it with this input, and answers what it wrote. */
  public String output(ProcessBuilder.Redirect input) throws IOException, InterruptedException {
    Process process = builder().redirectErrorStream(true).redirectInput(input).start();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), UTF_8);
      require(process, text);
      return text;
    } finally {
      process.destroyForcibly();
    }
  }

  public String output() throws IOException, InterruptedException {
    return output(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
  }

  /** One that is not started yet. */
  ProcessBuilder builder() {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().putAll(environment);
    return builder;
  }

  private void require(Process process, String output) throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException(words + " does not end");
    }
    if (process.exitValue() != 0) {
      throw new IOException(words + " ended with " + process.exitValue() + ": " + output.strip());
    }
  }
}
