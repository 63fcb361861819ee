package dev.sebring.backends.oci.image;

import dev.sebring.backends.oci.host.Failures;
import dev.sebring.backends.oci.runtime.Launcher;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs the long commands of a build so that they, all they started and all they mounted end when
 * this JVM does, however it does. Not thread-safe.
 */
final class GuardedBuild {
  private static final int KEPT_LINES = 15;

  private final Launcher launcher;

  GuardedBuild(Launcher launcher) {
    this.launcher = launcher;
  }

  /** Runs a command to its end; every line that it writes goes to {@code lines}. */
  void run(List<String> words, Consumer<String> lines) {
    String tried = "run " + words.getFirst() + " for the default snapshot";
    Deque<String> last = new ArrayDeque<>();
    try {
      Process process =
          new ProcessBuilder(launcher.guarded(words)).redirectErrorStream(true).start();
      // Closing its standard input is what makes the guard kill it.
      try (var heldOpen = process.getOutputStream();
          BufferedReader output = process.inputReader()) {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
          lines.accept(line);
          last.addLast(line);
          if (last.size() > KEPT_LINES) {
            last.removeFirst();
          }
        }
        require(process.waitFor(), tried, last);
      } catch (IOException | InterruptedException | RuntimeException e) {
        process.getOutputStream().close();
        throw e;
      }
    } catch (IOException e) {
      throw Failures.of(tried, e);
    } catch (InterruptedException e) {
      throw Failures.interrupted(tried, e);
    }
  }

  private static void require(int exitCode, String tried, Deque<String> last) {
    if (exitCode != 0) {
      throw new BackendException(
          Kind.FAILED,
          tried
              + ": exit "
              + exitCode
              + "; check the network, the package sources and the free disk; its last lines:\n"
              + String.join("\n", last));
    }
  }
}
