package dev.sebring.bench.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Agno's local tools in a Python process of their own, called there as Agno calls them. They
 * isolate nothing: {@code run_python_code} runs in that very process, {@code run_shell_command} on
 * the host. The times are taken in that process.
 */
public final class Agno implements AutoCloseable {
  private final Process python;
  private final BufferedWriter requests;
  private final BufferedReader answers;

  private Agno(Process python) {
    this.python = python;
    this.requests = python.outputWriter(UTF_8);
    this.answers = python.inputReader(UTF_8);
  }

  /** Starts it; installs the package into {@code directory} where that was not done yet. */
  public static Agno start(Path directory) throws AbsentPeer, IOException, InterruptedException {
    Path interpreter = directory.resolve("bin/python");
    if (!Files.exists(directory.resolve("installed"))) {
      install(directory, interpreter);
    }
    Path script = directory.resolve("agno_tools.py");
    try (InputStream text =
        Agno.class.getResourceAsStream("/dev/sebring/bench/peer/agno_tools.py")) {
      Files.write(script, text.readAllBytes());
    }
    Process python =
        new ProcessBuilder(interpreter.toString(), script.toString())
            .redirectError(directory.resolve("errors").toFile())
            .start();
    Agno agno = new Agno(python);
    if (agno.answers.readLine() == null) {
      agno.close();
      throw new AbsentPeer("agno does not start: " + Files.readString(directory.resolve("errors")));
    }
    return agno;
  }

  private static void install(Path directory, Path interpreter)
      throws AbsentPeer, InterruptedException {
    try {
      Program.of("/usr/bin/python3", "-m", "venv", directory.toString()).output();
      Program.of(interpreter.toString(), "-m", "pip", "--quiet", "install", "agno").output();
      Files.createFile(directory.resolve("installed"));
    } catch (IOException e) {
      throw new AbsentPeer("agno cannot be installed: " + e.getMessage());
    }
  }

  /** How long {@code run_python_code} of {@code print(1)} takes. */
  public Duration runPythonCode() throws IOException {
    return ask("python");
  }

  /** How long {@code run_shell_command} of {@code true} takes. */
  public Duration runShellCommand() throws IOException {
    return ask("shell");
  }

  private Duration ask(String what) throws IOException {
    requests.write(what + "\n");
    requests.flush();
    // It writes its log there, too.
    for (String answer; (answer = answers.readLine()) != null; ) {
      if (answer.matches("\\d+")) {
        return Duration.ofNanos(Long.parseLong(answer));
      }
    }
    throw new IOException("agno's process has ended");
  }

  @Override
  public void close() throws InterruptedException {
    python.destroy();
    if (!python.waitFor(5, TimeUnit.SECONDS)) {
      python.destroyForcibly().waitFor();
    }
  }
}
