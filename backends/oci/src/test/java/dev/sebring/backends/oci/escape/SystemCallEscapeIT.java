package dev.sebring.backends.oci.escape;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.backends.oci.escape.Cell.Who;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** System calls that lead out of a sandbox, or to the kernel's least tested parts. */
class SystemCallEscapeIT {
  private static Cell cell;
  private static Map<String, String> asUser = Map.of();
  private static Map<String, String> asRoot = Map.of();
  private static Map<String, String> onHost = Map.of();

  @BeforeAll
  static void lockUp() {
    cell = new Cell();
    String calls = refusedCalls();
    asUser = answers(cell.attempt(Who.USER, calls));
    asRoot = answers(cell.attempt(Who.ROOT, calls));
    onHost = answers(Cell.onHost(calls));
  }

  /** One program that makes all of them, so that they need not start one each. */
  private static String refusedCalls() {
    return Cell.text("refused-calls.csv")
        .lines()
        .map(line -> line.split("\\|"))
        .map(cells -> "print(\"%s\", call(%s), sep=' | ')".formatted(cells[0].strip(), cells[1]))
        .collect(joining("\n"));
  }

  private static Map<String, String> answers(String printed) {
    return printed
        .lines()
        .map(line -> line.split(" \\| "))
        .collect(toMap(cells -> cells[0], cells -> cells[1]));
  }

  @AfterAll
  static void close() {
    cell.close();
  }

  /**
   * Arguments are such that the kernel itself would refuse them with another error, as it does on
   * the host: so the refusal inside is the filter's, whatever the arguments.
   */
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "refused-calls.csv", delimiter = '|', quoteCharacter = '"')
  void aCallThatLeadsOutIsRefusedByTheFilter(String attempt, String arguments) {
    assertThat(asUser).containsEntry(attempt, "EPERM");
    assertThat(asRoot).containsEntry(attempt, "EPERM");
    assertThat(onHost.get(attempt)).as(arguments).matches("E[A-Z0-9]+|0").isNotEqualTo("EPERM");
  }

  @Test
  void aChildGetsNoNamespaceOfItsOwn() {
    String python =
        """
        def child(flags):
            pid = call('clone', flags | signal.SIGCHLD, 0, 0, 0, 0)
            if pid == 0:
                os._exit(0)
            return 'cloned' if isinstance(pid, int) else pid
        KINDS = dict(none=0, mount=0x00020000, cgroup=0x02000000, uts=0x04000000, ipc=0x08000000,
                     user=0x10000000, pid=0x20000000, net=0x40000000)
        print(*(kind + ':' + child(flag) for kind, flag in KINDS.items()))
        """;
    String refused =
        "none:cloned mount:ENOSYS cgroup:ENOSYS uts:ENOSYS ipc:ENOSYS user:ENOSYS pid:ENOSYS"
            + " net:ENOSYS";

    assertThat(cell.attempt(Who.USER, python)).isEqualTo(refused);
    assertThat(cell.attempt(Who.ROOT, python)).isEqualTo(refused);
    assertThat(Cell.onHost(python)).isEqualTo(refused.replace("ENOSYS", "cloned"));
  }

  @Test
  void theCallWhoseFlagsNoFilterCanReadIsNotThere() {
    String python = "print(call('clone3', -1, -1))";

    assertThat(cell.attempt(Who.USER, python)).isEqualTo("ENOSYS");
    assertThat(cell.attempt(Who.ROOT, python)).isEqualTo("ENOSYS");
    assertThat(Cell.onHost(python)).isNotEqualTo("ENOSYS");
  }

  @Test
  void theOtherWaysIntoTheKernelAreClosedToo() {
    String build =
        """
        cat > /tmp/ways.c <<'END'
        #include <stdio.h>
        #include <string.h>
        #include <unistd.h>
        #include <sys/syscall.h>
        int main(int count, char **way) {
          long answer = 0;
          if (!strcmp(way[1], "x86_64")) answer = syscall(SYS_getpid);
          if (!strcmp(way[1], "x32")) answer = syscall(0x40000000 | SYS_getpid);
          if (!strcmp(way[1], "i386")) __asm__ volatile("int $0x80" : "=a"(answer) : "a"(20) : "memory");
          puts(answer > 0 ? "in" : "refused");
        }
        END
        gcc -o /tmp/ways /tmp/ways.c
        for way in x86_64 i386 x32; do /tmp/ways $way; echo $way $?; done
        """;

    assertThat(cell.shell(cell.inmate(), Who.USER, build).replaceAll("bash: line.*\\n", ""))
        .isEqualTo("in\nx86_64 0\ni386 159\nx32 159");
  }

  @Test
  void noExecutionDomainWeakensTheLayoutOfMemory() {
    String python = "print(call('personality', 0xffffffff), call('personality', 0x0440000))";

    assertThat(cell.attempt(Who.USER, python)).isEqualTo("0 ENOSYS");
    assertThat(cell.attempt(Who.ROOT, python)).isEqualTo("0 ENOSYS");
  }

  @Test
  void socketsAreOfTheFamiliesThatNamespacesContain() {
    String python =
        """
        def opens(family, make):
            for kind in (1, 2, 3, 5):
                try:
                    made = make(family, kind)
                except OSError:
                    continue
                for each in made if isinstance(made, tuple) else (made,):
                    each.close()
                return True
        print([f for f in range(64) if opens(f, socket.socket)],
              [f for f in range(64) if opens(f, socket.socketpair)])
        """;

    assertThat(cell.attempt(Who.USER, python)).isEqualTo("[1, 2, 10, 16] [1]");
    assertThat(cell.attempt(Who.ROOT, python)).isEqualTo("[1, 2, 10, 16, 17] [1]");
    assertThat(Cell.onHost(python)).as("the host has AF_VSOCK").contains("40");
  }
}
