package dev.sebring.backends.oci.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.InstallationId;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the host's real rules. Needs root. */
class NftablesIT {
  private static final int THREADS = 8;
  private static final int SCRIPTS = 200;

  private final String table = "sebring_test_" + InstallationId.random();

  @BeforeEach
  void aTable() {
    Nftables.apply(
        "make a table",
        "add table inet %1$s\nadd set inet %1$s numbers { type mark; }\n".formatted(table));
  }

  @AfterEach
  void nothingIsLeft() {
    Nftables.apply("remove a table", "delete table inet " + table);
  }

  @Test
  void aScriptThatIsRefusedChangesNothingAndEachRefusalHasItsOwnWords() {
    String refused =
        "add element inet %s numbers { 7 }\nadd element inet %s letters { 7 }\n"
            .formatted(table, table);
    for (int time = 0; time < 2; time++) {
      assertThatExceptionOfType(BackendException.class)
          .isThrownBy(() -> Nftables.apply("add a number and a letter", refused))
          .withMessageStartingWith("could not add a number and a letter: nftables refused: ")
          .satisfies(e -> assertThat(e.getMessage()).containsOnlyOnce("No such file or directory"));
    }
    assertThat(numbers()).doesNotContain("elements");
  }

  @Test
  void scriptsOfManyThreadsAllTakeEffect() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> added =
          IntStream.range(0, SCRIPTS)
              .<Future<?>>mapToObj(number -> threads.submit(() -> add(number)))
              .toList();
      for (Future<?> each : added) {
        each.get();
      }
    }
    assertThat(numbers()).contains(IntStream.range(0, SCRIPTS).mapToObj(NftablesIT::hex).toList());
  }

  private void add(int number) {
    Nftables.apply("add a number", "add element inet %s numbers { %d }\n".formatted(table, number));
  }

  private static String hex(int number) {
    return "0x%08x".formatted(number);
  }

  private String numbers() {
    return HostCommand.of("list the numbers", "nft", "list", "set", "inet", table, "numbers").run();
  }
}
