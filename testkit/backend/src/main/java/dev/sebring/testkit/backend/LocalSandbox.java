package dev.sebring.testkit.backend;

import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import dev.sebring.sandbox.BackendSandbox;
import dev.sebring.sandbox.ByteStream;
import dev.sebring.sandbox.SandboxSpec;
import dev.sebring.sandbox.UnixSocketStream;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The directory of one sandbox: {@code home} with its files, {@code env} of its specification, and
 * while it runs {@code socket}, {@code process} and the guest's logs. Not thread-safe.
 */
final class LocalSandbox {
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final Duration START = Duration.ofSeconds(10);

  private final Path directory;

  LocalSandbox(Path directory) {
    this.directory = directory;
  }

  void create(SandboxSpec spec) throws IOException {
    if (Files.exists(directory)) {
      throw new BackendException(Kind.WRONG_STATE, "sandbox " + name() + " exists already");
    }
    Path half = directory.resolveSibling(name() + ".new");
    deleteTree(half);
    Files.createDirectories(half.resolve("home"));
    Properties env = new Properties();
    env.putAll(spec.env());
    try (Writer out = Files.newBufferedWriter(half.resolve("env"))) {
      env.store(out, null);
    }
    Files.move(half, directory, StandardCopyOption.ATOMIC_MOVE);
  }

  void start(Path program) throws IOException {
    requireExists();
    if (isRunning()) {
      return;
    }
    GuestProcesses.killAll(processFile());
    deleteTree(directory.resolve("logs"));
    Process guest = builder(program).start();
    GuestProcesses.remember(guest.toHandle(), processFile());
    GuestProcesses.await(
        () -> canConnect() || !guest.isAlive(), START, "the guest to accept connections");
    if (!guest.isAlive()) {
      throw new BackendException(
          Kind.FAILED,
          "the guest of sandbox " + name() + " ended at once: " + Files.readString(outputFile()));
    }
  }

  void stop(Duration grace) throws IOException {
    requireExists();
    GuestProcesses.end(processFile(), grace);
    Files.deleteIfExists(socket());
  }

  void delete() throws IOException {
    GuestProcesses.killAll(processFile());
    deleteTree(directory);
    deleteTree(directory.resolveSibling(name() + ".new"));
  }

  boolean isRunning() {
    return GuestProcesses.remembered(processFile()).isPresent();
  }

  BackendSandbox.Condition condition() {
    if (isRunning()) {
      return BackendSandbox.Condition.RUNNING;
    }
    return Files.exists(processFile())
        ? BackendSandbox.Condition.ENDED
        : BackendSandbox.Condition.STOPPED;
  }

  ByteStream connect() throws IOException {
    requireExists();
    if (!isRunning()) {
      throw new BackendException(Kind.WRONG_STATE, "sandbox " + name() + " does not run; start it");
    }
    return UnixSocketStream.connect(socket());
  }

  void requireExists() {
    if (!Files.isDirectory(directory)) {
      throw new BackendException(Kind.NOT_FOUND, "there is no sandbox " + name());
    }
  }

  private ProcessBuilder builder(Path program) throws IOException {
    List<String> command =
        List.of(
            program.toString(),
            "serve",
            "--listen",
            socket().toString(),
            "--log-dir",
            directory.resolve("logs").toString(),
            "--single-user");
    ProcessBuilder builder = new ProcessBuilder(command);
    Path home = directory.resolve("home");
    builder.directory(home.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", PATH);
    builder.environment().putAll(env());
    builder.environment().put("HOME", home.toString());
    builder.redirectErrorStream(true).redirectOutput(outputFile().toFile());
    return builder;
  }

  private Map<String, String> env() throws IOException {
    Properties env = new Properties();
    try (Reader in = Files.newBufferedReader(directory.resolve("env"))) {
      env.load(in);
    }
    return env.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, env::getProperty));
  }

  private boolean canConnect() {
    try (ByteStream stream = UnixSocketStream.connect(socket())) {
      return stream.input() != null;
    } catch (IOException e) {
      return false;
    }
  }

  private String name() {
    return directory.getFileName().toString();
  }

  private Path socket() {
    return directory.resolve("socket");
  }

  private Path processFile() {
    return directory.resolve("process");
  }

  private Path outputFile() {
    return directory.resolve("output");
  }

  private static void deleteTree(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException e) {
      return;
    }
  }
}
