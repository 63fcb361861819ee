package dev.sebring.bench.row;

import dev.sebring.bench.measure.Trial;
import dev.sebring.bench.stage.Stage;
import dev.sebring.client.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sandboxes made side by side, and deleted in the end. Thread-safe. */
final class ManyAtOnce implements AutoCloseable {
  private static final int DELETED_AT_ONCE = 8;

  private final Stage stage;
  private final ConcurrentLinkedQueue<Sandbox> made = new ConcurrentLinkedQueue<>();

  ManyAtOnce(Stage stage) {
    this.stage = stage;
  }

  /**
   * Makes some more.
   *
   * @param side by side
   * @param budget after which no more are begun
   * @return how long each took from when it was asked for
   */
  List<Duration> make(int number, int side, Duration budget) throws Exception {
    long deadline = System.nanoTime() + budget.toNanos();
    List<Callable<List<Duration>>> tasks = new ArrayList<>();
    for (int at = 0; at < number; at++) {
      tasks.add(() ->
          System.nanoTime() < deadline
              ? List.of(Trial.time(() -> made.add(stage.create())))
              : List.of());
    }
    return all(tasks, side).stream().flatMap(List::stream).toList();
  }

  int size() {
    return made.size();
  }

  private static <T> List<T> all(List<Callable<T>> tasks, int atOnce)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    }
  }

  @Override
  public void close() throws InterruptedException, ExecutionException {
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (Sandbox sandbox : made) {
      tasks.add(() -> {
        stage.delete(sandbox);
        return true;
      });
    }
    all(tasks, DELETED_AT_ONCE);
  }
}
