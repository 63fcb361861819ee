package dev.sebring.e2e;

import dev.sebring.cli.Sebring;
import dev.sebring.client.Daytona;
import dev.sebring.client.DaytonaConfig;
import dev.sebring.server.state.RunningServer;
import dev.sebring.server.state.StateDirectory;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code sebring serve} in a process of its own, on a free port. */
public final class ServeProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(3);

  private final Path home;
  private final Path log;
  private final Process process;

  private ServeProcess(Path home, Path log, Process process) {
    this.home = home;
    this.log = log;
    this.process = process;
  }

  /** Starts one; what it says goes to a file beside the state directory. Returns at once. */
  public static ServeProcess begin(Path home, String... jvmOptions) throws IOException {
    Path log = Files.createTempFile(home.getParent(), home.getFileName().toString(), ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(jvmOptions));
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            System.getProperty("java.class.path"),
            Sebring.class.getName(),
            "serve",
            "--port",
            "0"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SEBRING_HOME", home.toString());
    builder.redirectErrorStream(true).redirectOutput(Redirect.to(log.toFile()));
    return new ServeProcess(home, log, builder.start());
  }

  /** Starts one. Returns when it listens. */
  public static ServeProcess start(Path home, String... jvmOptions)
      throws IOException, InterruptedException {
    ServeProcess server = begin(home, jvmOptions);
    try {
      server.awaitListening();
      return server;
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
  }

  /** Returns when it listens and has its default snapshot. */
  public void awaitListening() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LONGEST_START.toNanos();
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("the server does not listen; it said: " + said());
      }
      Thread.sleep(5);
    }
  }

  private boolean listens() throws IOException {
    return Files.readString(log).contains("Ctrl-C");
  }

  /** Which of two listens first. */
  public static ServeProcess awaitFirst(ServeProcess one, ServeProcess other)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LONGEST_START.toNanos();
    while (System.nanoTime() < deadline) {
      if (one.listens()) {
        return one;
      }
      if (other.listens()) {
        return other;
      }
      Thread.sleep(5);
    }
    throw new IOException("neither listens: " + one.said() + other.said());
  }

  public long pid() {
    return process.pid();
  }

  /** Everything that it has said so far. */
  public String said() throws IOException {
    return Files.readString(log);
  }

  /** A new client of it, whose calls are never tried again. */
  public Daytona client() throws IOException {
    Optional<RunningServer> running = StateDirectory.read(home);
    if (running.isEmpty() || running.get().pid() != process.pid()) {
      throw new IOException("no running server in " + home + ": " + running);
    }
    return new Daytona(
        DaytonaConfig.builder()
            .apiUrl(running.get().url() + "/api")
            .apiKey(running.get().apiKey())
            .build());
  }

  /** {@code kill -9}. Returns when it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Its exit code, which it has within a minute. */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the server does not end");
    }
    return process.exitValue();
  }

  /** Ends it as Ctrl-C does, and forgets what it said. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(log);
    }
  }
}
