package dev.sebring.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sebring.client.CreateSandboxParams;
import dev.sebring.client.Daytona;
import dev.sebring.client.DaytonaException;
import dev.sebring.client.FileSystem;
import dev.sebring.client.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that a sandbox plants where the server reads and writes for its user: the server's own
 * machine keeps its files, and the server its calm.
 */
class HostileFilesE2E {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static Installation installation;
  private static Daytona daytona;
  private static Sandbox sandbox;
  private static FileSystem files;
  private static Path hostDirectory;

  @BeforeAll
  static void startServer() throws IOException {
    installation = Installation.start();
    daytona = installation.client();
    sandbox = daytona.create(CreateSandboxParams.builder().build(), LONG);
    files = sandbox.getFs();
    hostDirectory = Files.createTempDirectory(Path.of("/var/tmp"), "sebring-hostile");
    Files.writeString(hostDirectory.resolve("secret"), "of the host");
  }

  @AfterAll
  static void nothingIsLeft() throws IOException {
    sandbox.delete(LONG);
    daytona.close();
    installation.close();
    Files.delete(hostDirectory.resolve("secret"));
    Files.delete(hostDirectory);
  }

  @BeforeEach
  void thePlaceIsEmpty() {
    run("rm -rf ~/* " + hostDirectory);
  }

  private static String run(String command) {
    return sandbox.getProcess().executeCommand(command).result();
  }

  private static void theHostsFilesAreAsBefore() throws IOException {
    assertThat(hostDirectory)
        .isDirectoryContaining("glob:**secret")
        .isDirectoryNotContaining("glob:**new");
    assertThat(hostDirectory.resolve("secret")).hasContent("of the host");
  }

  @ParameterizedTest
  @CsvSource({
    "ln -s HOST/secret link,                    link,                          secret",
    "ln -s HOST links,                          links/new,                     new",
    "ln -s / root,                              rootHOST/secret,               secret",
    "ln -s /proc/self/root out,                 outHOST/secret,                secret",
    "true,                                      ../../../../../..HOST/new,     new",
    "true,                                      /../..HOST/secret,             secret",
    "true,                                      /proc/self/cwd/../..HOST/new,  new",
    "true,                                      /proc/self/rootHOST/secret,    secret",
  })
  void anUploadThroughWhatIsPlantedEndsInTheSandbox(String plant, String target, String name)
      throws IOException {
    run("mkdir " + hostDirectory + "; " + plant.replace("HOST", hostDirectory.toString()));

    files.uploadFile("mine".getBytes(UTF_8), target.replace("HOST", hostDirectory.toString()));

    assertThat(run("cat " + hostDirectory.resolve(name))).isEqualTo("mine");
    theHostsFilesAreAsBefore();
  }

  @ParameterizedTest
  @CsvSource({
    "ln -s HOST/secret link,     link",
    "ln -s HOST links,           links/secret",
    "true,                       ../../../../../..HOST/secret",
    "true,                       /proc/self/root/../..HOST/secret",
    "ln -s /proc/1/root out,     outHOST/secret",
    "ln -s /proc/1/cwd out,      outHOST/secret",
  })
  void aDownloadThroughWhatIsPlantedFindsNothingOfTheHosts(String plant, String target) {
    run(plant.replace("HOST", hostDirectory.toString()));

    assertThatThrownBy(() -> files.downloadFile(target.replace("HOST", hostDirectory.toString())))
        .isInstanceOf(DaytonaException.class)
        .satisfies(e -> assertThat(((DaytonaException) e).statusCode()).isIn(403, 404));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/home/daytona/pipe",
        "/home/daytona/socket",
        "/dev/zero",
        "/dev/random",
        "/dev/full",
        "/dev/tty",
        "/dev/ptmx",
        "/proc/1/mem",
        "/proc/kcore",
        "/proc/kmsg",
        "/proc",
        "/home/daytona",
      })
  void whatIsNoFileIsNeitherReadNorWrittenAndHoldsNothingUp(String path) {
    run("mkfifo pipe; python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"socket\")'");

    for (Runnable attempt :
        new Runnable[] {
          () -> files.downloadFile(path), () -> files.uploadFile("x".getBytes(UTF_8), path)
        }) {
      DaytonaException refusal = catchThrowableOfType(DaytonaException.class, attempt::run);
      assertThat(refusal.statusCode()).as(refusal.getMessage()).isBetween(400, 404);
    }
    assertThat(run("echo well")).isEqualTo("well\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/proc/sys/kernel/core_pattern",
        "/proc/self/oom_score_adj/x",
        "/sys/kernel/new",
        "/etc/shadow",
        "/usr/lib/sebring/guest",
        "/root/new",
        "/var/log/sebring/new",
      })
  void anUploadHasTheRightsOfTheUserOnly(String path) throws IOException {
    String before = Files.readString(Path.of("/proc/sys/kernel/core_pattern"));

    DaytonaException refusal =
        catchThrowableOfType(
            DaytonaException.class, () -> files.uploadFile("|/bin/sh".getBytes(UTF_8), path));

    assertThat(refusal.statusCode()).as(refusal.getMessage()).isIn(400, 403, 404);
    assertThat(Path.of("/proc/sys/kernel/core_pattern")).hasContent(before.strip());
  }

  @Test
  void anEndlessFileIsLeftInTheMiddle() throws IOException {
    run("truncate -s 7T endless");
    try (InputStream content = files.downloadFileStream("endless", LONG)) {
      assertThat(content.readNBytes(1 << 20)).containsOnly(0);
    }

    assertThat(run("echo well")).isEqualTo("well\n");
    assertThat(run("ls")).isEqualTo("endless\n");
  }

  @Test
  void aNameMayBeOddButHasNoZero() {
    String odd = "line\nbreak \u202e'\"$(touch x)`touch y`;&|..\\-rf *";
    files.uploadFile("odd".getBytes(UTF_8), "odd/" + odd);

    assertThat(files.downloadFile("odd/" + odd)).asString(UTF_8).isEqualTo("odd");
    assertThat(files.listFiles("odd"))
        .singleElement()
        .satisfies(file -> assertThat(file.name()).isEqualTo(odd));
    assertThatThrownBy(() -> files.uploadFile("x".getBytes(UTF_8), "null\0byte"))
        .isInstanceOf(DaytonaException.class)
        .hasMessageContaining("zero");
    assertThatThrownBy(() -> files.downloadFile("null\0byte"))
        .isInstanceOf(DaytonaException.class)
        .hasMessageContaining("zero");
  }

  @Test
  void aDeletionFollowsNoLink() throws IOException {
    run(
        "mkdir "
            + hostDirectory
            + " kept; touch "
            + hostDirectory
            + "/secret kept/file; mkdir d;"
            + " ln -s "
            + hostDirectory
            + " d/links; ln -s ~/kept d/kept; ln -s / d/root");

    files.deleteFile("d", true);

    assertThat(run("ls; ls kept " + hostDirectory))
        .contains("file", "secret")
        .doesNotContain("d\n");
    theHostsFilesAreAsBefore();
  }

  /** A directory and a link take turns at one name, as fast as they can, while files go there. */
  @Test
  void aRaceForTheNameIsWonByNobodyOutside() throws IOException {
    run("mkdir -p place real; ln -s /proc/1/root" + hostDirectory + " out");
    sandbox
        .getProcess()
        .executeCommand(
            """
            cat >race.py <<'END'
            import ctypes, os, time
            libc = ctypes.CDLL(None)
            until = time.monotonic() + 60
            while not os.path.exists('stop') and time.monotonic() < until:
                libc.renameat2(-100, b'place', -100, b'out', 2)
            END
            python3 race.py >/dev/null 2>&1 &
            """);
    int written = 0;
    for (int i = 0; i < 60; i++) {
      try {
        files.uploadFile("x".getBytes(UTF_8), "place/new" + i);
        written++;
      } catch (DaytonaException e) {
        assertThat(e.statusCode()).as(e.getMessage()).isBetween(400, 409);
      }
    }
    run("touch stop");

    assertThat(written).isPositive();
    // One that was refused after its last step may be there all the same.
    assertThat(Integer.parseInt(run("ls place out 2>/dev/null | grep -c new").strip()))
        .isBetween(written, 60);
    assertThat(hostDirectory.toFile().list()).containsExactly("secret");
  }
}
