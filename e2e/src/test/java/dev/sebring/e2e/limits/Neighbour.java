package dev.sebring.e2e.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.server.SebringServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Runs a command in a second sandbox again and again while another is abused. Closing it fails if
 * one answer was wrong, and prints how long they took. Not thread-safe.
 */
final class Neighbour implements AutoCloseable {
  private final String meanwhile;
  private final Box box;
  private final List<Double> took = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private final Thread asking;
  private volatile boolean asked = true;

  Neighbour(SebringServer server, String meanwhile) throws IOException, InterruptedException {
    this.meanwhile = meanwhile;
    this.box = Box.create(server, 256, 256);
    this.asking = Thread.ofVirtual().start(this::ask);
  }

  private void ask() {
    try {
      while (asked) {
        long start = System.nanoTime();
        answers.add(box.run("echo well").path("result").asText());
        took.add((System.nanoTime() - start) / 1e6);
        Thread.sleep(20);
      }
    } catch (IOException | InterruptedException | AssertionError e) {
      answers.add(e.toString());
    }
  }

  /** Of this process, which the server is in. */
  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    asked = false;
    asking.join();
    box.close();
    took.sort(null);
    Runtime heap = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "%-40s neighbour: %4d commands, median %.0f ms, longest %.0f ms; server: %d MiB of heap, %d"
            + " descriptors%n",
        meanwhile,
        took.size(),
        took.get(took.size() / 2),
        took.getLast(),
        (heap.totalMemory() - heap.freeMemory()) >> 20,
        descriptors());
    assertThat(answers).as("the neighbour's answers").isNotEmpty().containsOnly("well\n");
  }
}
