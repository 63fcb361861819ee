package dev.sebring.testkit.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.Errno;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.GuestUser;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.sandbox.guest.SpawnRequest;
import dev.sebring.sandbox.guest.TerminalSize;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a program starts, what it is given, and how it ends. */
interface ProcessContract {
  Sandboxes sandboxes();

  @Test
  default void aProgramHasTheEnvironmentAndTheDirectoryItIsGiven() {
    SpawnRequest request =
        SpawnRequest.builder("sh", "-c", "echo \"$A|$HOME\"; pwd")
            .env("A", "b=c d")
            .unsetEnv("HOME")
            .directory(GuestPath.of("/usr"))
            .build();

    assertThat(Commands.run(sandboxes().startAndConnect(), request).out())
        .isEqualTo("b=c d|\n/usr\n");
  }

  @Test
  default void aProgramStartsInTheHomeOfItsUser() {
    Guest guest = sandboxes().startAndConnect();
    GuestUser user = guest.user(sandboxes().user());
    SpawnRequest request = SpawnRequest.builder("pwd").user(user.name()).build();

    assertThat(Commands.run(guest, request).out()).isEqualTo(user.home() + "\n");
  }

  @Test
  default void aProgramHasTheIdsOfItsUser() {
    sandboxes().assume(Promise.SWITCHES_USERS);
    Guest guest = sandboxes().startAndConnect();
    GuestUser user = guest.user(sandboxes().user());
    String script = "id -u; id -g; echo $USER";

    assertThat(
            Commands.run(guest, SpawnRequest.builder("sh", "-c", script).user(user.name()).build())
                .out())
        .isEqualTo(user.uid() + "\n" + user.gid() + "\n" + user.name() + "\n");
    assertThat(Commands.sh(guest, script).out()).isEqualTo("0\n0\nroot\n");
  }

  @Test
  default void aProgramsEndIsItsCodeOrItsSignal() {
    Guest guest = sandboxes().startAndConnect();

    assertThat(Commands.sh(guest, "exit 255").exit()).isEqualTo(new ExitStatus.Exited(255, 0));
    assertThat(Commands.sh(guest, "kill -9 $$").exit()).isEqualTo(new ExitStatus.Signalled(9, 0));
  }

  @Test
  default void whatCannotStartSaysWhichPartIsWrong() {
    Guest guest = sandboxes().startAndConnect();

    assertThat(refused(guest, SpawnRequest.builder("no-such-program").build(), Errno.ENOENT))
        .isEqualTo("program");
    SpawnRequest nowhere = SpawnRequest.builder("true").directory(GuestPath.of("/nowhere")).build();
    assertThat(refused(guest, nowhere, Errno.ENOENT)).isEqualTo("cwd");
  }

  @Test
  default void standardInputIsAtItsEndUnlessItIsOpened() {
    Guest guest = sandboxes().startAndConnect();

    assertThat(Commands.sh(guest, "cat; echo end").out()).isEqualTo("end\n");
  }

  @Test
  default void standardInputAndOutputAreExactBytes() throws Exception {
    byte[] bytes = new byte[3_000_000];
    new Random(1).nextBytes(bytes);
    Guest guest = sandboxes().startAndConnect();
    try (GuestProcess cat = guest.spawn(SpawnRequest.builder("cat").openStdin().build())) {
      Thread writer = Thread.ofVirtual().start(() -> Commands.feed(cat, bytes));

      assertThat(Commands.finish(cat).bytes()).isEqualTo(bytes);
      writer.join();
    }
  }

  @Test
  default void inputsAreFilesAndOutputsArePipesOnTheirDescriptors() {
    Descriptor program = new Descriptor(3);
    Descriptor data = new Descriptor(4);
    Descriptor result = new Descriptor(5);
    SpawnRequest request =
        SpawnRequest.builder("sh", "/dev/fd/3")
            .input(program, "cat <&4 >&5; echo done".getBytes(UTF_8))
            .input(data, "x".repeat(500_000).getBytes(UTF_8))
            .output(result)
            .build();

    Commands.Result done = Commands.run(sandboxes().startAndConnect(), request);

    assertThat(done.text(result)).isEqualTo("x".repeat(500_000));
    assertThat(done.out()).isEqualTo("done\n");
  }

  @Test
  default void aProgramOpensTheDescriptorsOfAnotherOfItsUserByName() {
    Guest guest = sandboxes().startAndConnect();
    String user = sandboxes().user();
    Descriptor input = new Descriptor(58);
    SpawnRequest holder =
        SpawnRequest.builder("sh", "-c", "echo $$; read line; echo \"read $line\"")
            .user(user)
            .input(input, "input".getBytes(UTF_8))
            .openStdin()
            .build();
    try (GuestProcess process = guest.spawn(holder)) {
      ProcessOutput.Bytes told = (ProcessOutput.Bytes) process.next(Sandboxes.LONG).orElseThrow();
      String pid = new String(told.bytes(), UTF_8).strip();
      String descriptors = "/proc/" + pid + "/task/" + pid + "/fd/";
      String script = "cat ${0}58 >${0}1 && echo >${0}1 && echo line >${0}0";
      Commands.Result other =
          Commands.run(
              guest, SpawnRequest.builder("sh", "-c", script, descriptors).user(user).build());

      assertThat(other.text(Descriptor.STDERR)).isEmpty();
      assertThat(other.exit()).isEqualTo(new ExitStatus.Exited(0, 0));
      assertThat(Commands.finish(process).out()).isEqualTo("input\nread line\n");
    }
  }

  @Test
  default void mergedOutputIsInExactOrder() {
    String script = "i=0; while [ $i -lt 300 ]; do echo o$i; echo e$i >&2; i=$((i+1)); done";
    String expected =
        IntStream.range(0, 300)
            .mapToObj(i -> "o" + i + "\ne" + i + "\n")
            .collect(Collectors.joining());

    assertThat(Commands.sh(sandboxes().startAndConnect(), script).out()).isEqualTo(expected);
  }

  @Test
  default void splitOutputKeepsItsStreamsApart() {
    SpawnRequest request = SpawnRequest.builder("sh", "-c", "echo out; echo err >&2").build();

    Commands.Result result = Commands.run(sandboxes().startAndConnect(), request);

    assertThat(result.out()).isEqualTo("out\n");
    assertThat(result.text(Descriptor.STDERR)).isEqualTo("err\n");
  }

  @Test
  default void aTerminalHasASizeThatChanges() {
    Guest guest = sandboxes().startAndConnect();
    SpawnRequest request =
        SpawnRequest.builder("sh", "-c", "stty size; read line; stty size")
            .terminal(new TerminalSize(10, 20))
            .build();
    try (GuestProcess process = guest.spawn(request)) {
      ProcessOutput first = process.next(Sandboxes.LONG).orElseThrow();
      assertThat(first)
          .isInstanceOfSatisfying(
              ProcessOutput.Bytes.class,
              output -> assertThat(new String(output.bytes(), UTF_8)).contains("10 20"));
      guest.resize(process.id(), new TerminalSize(30, 40));
      Commands.feed(process, "\n".getBytes(UTF_8));

      assertThat(Commands.finish(process).out()).contains("30 40");
    }
  }

  private static String refused(Guest guest, SpawnRequest request, int errno) {
    GuestException e = catchThrowableOfType(GuestException.class, () -> guest.spawn(request));
    assertThat(e.errno()).isEqualTo(errno);
    return e.step();
  }
}
