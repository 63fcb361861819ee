package dev.sebring.backends.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.sandbox.BackendSandbox;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.SandboxSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many at once, on an installation that has never started one. */
class ManySandboxesIT {
  @Test
  void twentySandboxesAreMadeAndDeletedAtOnce() throws Exception {
    try (Boxes boxes = new Boxes()) {
      List<SandboxId> ids = Stream.generate(SandboxId::random).limit(20).toList();
      boxes.willMake(ids);

      forEach(
          ids,
          id -> {
            boxes
                .backend()
                .create(
                    new SandboxSpec(
                        id, "default", Map.of(), Resources.DEFAULT, NetworkPolicy.PUBLIC));
            boxes.backend().start(id);
          });

      assertThat(boxes.backend().list()).hasSize(20).allMatch(BackendSandbox::running);
      assertThat(ids.stream().map(id -> boxes.run(id, "cat /proc/self/uid_map")).distinct())
          .hasSize(20);
      assertThat(ids.stream().map(id -> boxes.run(id, "hostname -I")).distinct()).hasSize(20);

      forEach(ids, boxes.backend()::delete);
      assertThat(boxes.backend().leftovers(List.of())).isEmpty();
    }
  }

  private interface Action {
    void on(SandboxId id);
  }

  private static void forEach(List<SandboxId> ids, Action action) throws Exception {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ids.forEach(id -> all.add(threads.submit(() -> action.on(id))));
    }
    for (Future<?> one : all) {
      one.get();
    }
  }
}
