package dev.sebring.server.toolbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.SpawnRequest;
import dev.sebring.server.lifecycle.Host;
import dev.sebring.server.lifecycle.Usage;
import dev.sebring.server.toolbox.output.OutputPart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProgramRunTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private Host host;
  private Usage usage;

  @BeforeEach
  void create() throws Exception {
    host = new Host();
    host.create(lifetime -> lifetime);
    usage = host.sandboxes().use("box", true);
  }

  @AfterEach
  void delete() throws Exception {
    usage.close();
    host.close();
  }

  /** Prints a line, waits for one, prints that, and tells a directory before and after. */
  private GuestProcess begin() {
    SpawnRequest request =
        SpawnRequest.builder(
                "sh", "-c", "printf '/a\\n\\0' >&9; echo before; read l; echo $l; exit 3")
            .openStdin()
            .keep()
            .mergeOutput()
            .output(new Descriptor(9))
            .build();
    return usage.guest().spawn(request);
  }

  @Test
  void aProgramOutlivesTheConnectionAndNothingOfItsOutputIsMissingOrTwice() throws Exception {
    Guest first = usage.guest();
    GuestProcess process = begin();
    try (ProgramRun run = new ProgramRun(usage::guest, first, process)) {
      CompletableFuture<Boolean> finished =
          CompletableFuture.supplyAsync(() -> run.finish(Optional.of(LONG)));
      while (process.offset() < "before\n".length()) {
        Thread.sleep(5);
      }
      first.close();
      try (GuestProcess again = usage.guest().attach(process.id(), 0, true)) {
        again.stdin().write("after\n".getBytes(StandardCharsets.UTF_8));
      }

      assertThat(finished.get()).isTrue();
      assertThat(run.status().shellCode()).isEqualTo(3);
      assertThat(new String(run.read(OutputPart.RESULT).readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("before\nafter\n");
      assertThat(run.output().lastDirectory())
          .as("a report may have been lost with the connection")
          .isEmpty();
    }
  }
}
