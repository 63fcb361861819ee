package dev.sebring.server.toolbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Python with matplotlib, as the default snapshot has one. Made below {@code target} once. */
public final class PythonTools {
  private static final Path DIRECTORY = Path.of("target", "python-tools").toAbsolutePath();
  private static final Path DONE = DIRECTORY.resolve("done");

  private PythonTools() {}

  /** A PATH that begins with it. */
  public static String path() throws IOException, InterruptedException {
    if (!Files.exists(DONE)) {
      Files.createDirectories(DIRECTORY);
      run(List.of("python3", "-m", "venv", DIRECTORY.toString()));
      run(List.of(DIRECTORY + "/bin/pip", "install", "--no-input", "matplotlib==3.11.2"));
      Files.createFile(DONE);
    }
    return DIRECTORY.resolve("bin") + ":" + System.getenv("PATH");
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Path log = DIRECTORY.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(command + " ended").isTrue();
    assertThat(process.exitValue()).as(command + ":\n" + Files.readString(log)).isZero();
  }
}
