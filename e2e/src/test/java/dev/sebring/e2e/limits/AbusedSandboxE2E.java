package dev.sebring.e2e.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.e2e.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * A sandbox that takes all it can get feels that itself: it is told which limit it has reached and
 * answers afterwards, without a restart, while a second sandbox answers throughout. With {@code
 * -Dsebring.soak=true} at full size.
 */
class AbusedSandboxE2E {
  private static final boolean SOAK = Boolean.getBoolean("sebring.soak");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String BOMB = "b() { b | b & }; b";

  private static Installation installation;

  private Neighbour neighbour;
  private Box box;

  @BeforeAll
  static void startServer() throws IOException {
    installation = Installation.start();
  }

  @AfterAll
  static void nothingIsLeft() throws IOException {
    installation.close();
  }

  @BeforeEach
  void watchNeighbour(TestInfo test) throws Exception {
    box = Box.create(installation.server(), 256, SOAK ? 1024 : 64);
    neighbour = new Neighbour(installation.server(), test.getTestMethod().orElseThrow().getName());
  }

  @AfterEach
  void bothStillAnswer() throws Exception {
    try (Box abused = box;
        Neighbour unharmed = neighbour) {
      long deadline = System.nanoTime() + LONG.toNanos();
      JsonNode answer = abused.run("/bin/echo alive");
      while (answer.has("limit") && System.nanoTime() < deadline) {
        answer = abused.run("/bin/echo alive"); // what was killed counts until it has ended
      }
      assertThat(answer.path("result").asText()).isEqualTo("alive\n");
      assertThat(answer.has("limit")).as("still at a limit: " + answer).isFalse();
      assertThat(unharmed).isNotNull();
    }
  }

  @Test
  void aSandboxThatSleepsIsTheMeasureOfTheOthers() throws Exception {
    box.run("sleep 3");
  }

  @Test
  void aForkBombIsKilledAtItsTimeoutAndToldTheLimit() throws Exception {
    Box.Answer killed = box.runAtMost(3, BOMB + "; sleep 100");

    assertThat(killed.status()).isEqualTo(408);
    assertThat(killed.message()).contains("limit of 1024 processes");
  }

  @Test
  void aForkBombInTheBackgroundLeavesRoomForTheCommandThatEndsIt() throws Exception {
    box.run("(" + BOMB + ") >/dev/null 2>&1 &");
    JsonNode seen = box.run("true");
    while (!seen.path("limit").asText().contains("limit of 1024 processes")) {
      seen = box.run("true");
    }

    assertThat(box.files("GET", "?path=/etc").status()).isEqualTo(200);
    assertThat(box.run("kill -9 -1; echo ended").path("result").asText()).isEqualTo("ended\n");
  }

  @Test
  void aBombOfTwoUsersLeavesRoomForTheCommandThatEndsIt() throws Exception {
    box.run("(" + BOMB + ") >/dev/null 2>&1 & sudo bash -c '" + BOMB + "' >/dev/null 2>&1 &");
    while (!box.run("true").path("limit").asText().contains("processes")) {
      assertThat(box.files("GET", "?path=/etc").status()).isEqualTo(200);
    }

    box.run("kill -9 -1");
    box.run("sudo bash -c 'kill -9 -1'"); // kills the sudo that it runs under, too
  }

  @Test
  void aProgramKilledForMemoryIsToldTheLimit() throws Exception {
    JsonNode killed = box.run("python3 -c 'bytearray(1 << 30)'");

    assertThat(killed.path("exitCode").asInt()).isEqualTo(137);
    assertThat(killed.path("limit").asText()).contains("memory limit of 256 MiB");
    assertThat(box.run("python3 -c 'bytearray(1 << 30)'; echo on").path("limit").asText())
        .contains("memory limit of 256 MiB");
  }

  @Test
  void filesInMemoryCountAndSayWhenThereIsNoRoom() throws Exception {
    JsonNode full = box.run("head -c 1G /dev/zero > /dev/shm/big");

    assertThat(full.path("stderr").asText()).contains("No space left on device");
    assertThat(box.run("python3 -c 'bytearray(200 << 20)'").path("limit").asText())
        .contains("memory limit of 256 MiB");
    box.run("rm /dev/shm/big");
  }

  @Test
  void aFullDiskSaysSoAndHasRoomAgainOnceSomethingIsRemoved() throws Exception {
    assertThat(box.run("cat /dev/zero > big").path("stderr").asText()).contains("quota exceeded");
    Box.Answer refused = box.upload("more", new byte[1 << 20]);
    assertThat(refused.status()).isEqualTo(507);
    assertThat(refused.message())
        .contains(SOAK ? "disk of 1 GiB is full" : "disk of 64 MiB is full");

    box.run("rm big more; sync");
    assertThat(box.run("echo room > small; cat small").path("result").asText()).isEqualTo("room\n");
  }

  @Test
  void anUploadThatFillsTheDiskLeavesTheOldFileAndNoHalfOfTheNewOne() throws Exception {
    assertThat(box.upload("kept", "old".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(200);
    box.run("head -c " + (SOAK ? 960 : 24) + "M /dev/zero > ballast; sync");

    Box.Answer refused = box.upload("kept", new byte[96 << 20]);

    assertThat(refused.status()).as(refused.body().toString()).isEqualTo(507);
    assertThat(refused.message())
        .contains(SOAK ? "disk of 1 GiB is full" : "disk of 64 MiB is full")
        .contains("/home/daytona/kept: ")
        .endsWith("the file is as it was before");
    assertThat(box.run("cat kept").path("result").asText()).isEqualTo("old");
    assertThat(box.run("find . -newer ballast ! -type d").path("result").asText()).isEmpty();
    assertThat(box.upload("small", new byte[1 << 20]).status()).isEqualTo(200);
  }

  @Test
  void emptyFilesFillTheDiskToo() throws Exception {
    String count = SOAK ? "2000000" : "20000";
    box.run("head -c " + (SOAK ? 600 : 60) + "M /dev/zero > ballast; mkdir many");
    String many =
        "i=0; while ((i++ < " + count + ")) && : > many/$i; do :; done; ls -U many | wc -l";

    assertThat(box.run(many).path("stderr").asText()).contains("quota exceeded");
    assertThat(box.files("DELETE", "?path=many&recursive=true").status()).isEqualTo(204);
    box.run("rm ballast; sync");
    assertThat(box.run("echo room > small; cat small").path("result").asText()).isEqualTo("room\n");
  }

  @Test
  void programsThatTakeAllOfTheProcessorLeaveRoomForTheCommandThatEndsThem() throws Exception {
    box.run("for i in {1.." + (SOAK ? 900 : 300) + "}; do yes > /dev/null & done");

    assertThat(box.run("echo here").path("result").asText()).isEqualTo("here\n");
    box.run("kill -9 -1");
  }

  @Test
  void endlessOutputIsCutToWhatTheLogKeeps() throws Exception {
    long length = box.lengthOfAnswer("yes | head -c " + (SOAK ? "10G" : "400M"));

    assertThat(length).isPositive().isLessThan(3L * 2 * 270 * 1024 * 1024);
  }

  @Test
  void connectionsEndAtALimitOfTheSandbox() throws Exception {
    String program =
        """
        import resource, socket, sys
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        listeners = [socket.create_server(('127.0.0.%d' % (i + 1), 4000), backlog=4096) for i in range(8)]
        kept = []
        try:
          for i in range(int(sys.argv[1])):
            where = listeners[i % 8]
            kept.append(socket.create_connection(where.getsockname()))
            kept.append(where.accept()[0])
        except OSError as e:
          print(e)
        print(len(kept) // 2)
        """;
    box.upload("connect.py", program.getBytes(StandardCharsets.UTF_8));

    JsonNode answer = box.run("python3 connect.py " + (SOAK ? 100_000 : 5_000));

    assertThat(answer.path("result").asText() + answer.path("limit").asText())
        .containsAnyOf("5000\n", "100000\n", "Too many open files", "memory limit");
  }

  @Test
  void directoriesOfTensOfThousandsOfLevelsAreListedAndDeleted() throws Exception {
    String dig = "import os\\nfor i in range(" + (SOAK ? 50_000 : 10_000) + "):";
    box.run("mkdir deep; cd deep; python3 -c $'" + dig + " os.mkdir(\"d\"); os.chdir(\"d\")'");

    assertThat(box.files("GET", "?path=deep").status()).isEqualTo(200);
    assertThat(box.files("DELETE", "?path=deep&recursive=true").status()).isEqualTo(204);
    assertThat(box.run("ls -d deep").path("exitCode").asInt()).isNotZero();
  }

  @Test
  void aProgramThatIgnoresSignalsIsKilled() throws Exception {
    String deaf = "trap '' HUP INT QUIT TERM; while :; do sleep 100; done";

    assertThat(box.runAtMost(1, "(" + deaf + ") & " + deaf).status()).isEqualTo(408);
    assertThat(box.run("pgrep -c sleep").path("result").asText()).isEqualTo("0\n");
  }
}
