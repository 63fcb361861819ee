package dev.sebring.e2e.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.client.CreateSandboxParams;
import dev.sebring.client.Daytona;
import dev.sebring.client.Sandbox;
import dev.sebring.e2e.ServeProcess;
import dev.sebring.e2e.TestState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A file many times as large as the server's heap goes up and down. Takes 5 GB of disk and some
 * minutes, so only with {@code -Dsebring.soak=true}.
 */
@EnabledIfSystemProperty(named = "sebring.soak", matches = "true")
class LargeFileE2E {
  private static final long SIZE = 2L << 30;
  private static final Duration LONG = Duration.ofMinutes(3);

  @Test
  void twoGibibytesGoUpAndDownThroughAServerWithAHeapOf96Mebibytes() throws Exception {
    Path home = TestState.make();
    Path directory = Files.createTempDirectory(Path.of("/var/tmp"), "sebring-large");
    Path file = directory.resolve("up");
    Path back = directory.resolve("down");
    try (ServeProcess server = ServeProcess.start(home, "-Xmx96m");
        Daytona daytona = server.client()) {
      String sum = write(file);
      Sandbox sandbox = daytona.create(CreateSandboxParams.builder().name("large").build(), LONG);
      long before = memory(server, "VmRSS");

      sandbox.getFs().uploadFile(file, "large");
      long between = memory(server, "VmRSS");
      sandbox.getFs().downloadFile("large", back);
      long after = memory(server, "VmRSS");

      long peak = memory(server, "VmHWM");
      System.out.printf(
          "the server's memory in MiB: %d before, %d after 2 GiB up, %d after 2 GiB down, at most"
              + " %d%n",
          before, between, after, peak);
      assertThat(sandbox.getProcess().executeCommand("sha256sum large").result()).startsWith(sum);
      assertThat(sum(back)).isEqualTo(sum);
      assertThat(peak).isLessThan(before + 128);
      sandbox.delete(LONG);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(back);
      Files.delete(directory);
      TestState.destroy(home);
    }
  }

  /** Bytes of which no two blocks are the same. */
  private static String write(Path file) throws Exception {
    Random random = new Random(4711);
    byte[] block = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long written = 0; written < SIZE; written += block.length) {
        random.nextBytes(block);
        out.write(block);
      }
    }
    return sum(file);
  }

  private static String sum(Path file) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static long memory(ServeProcess server, String key) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", server.pid() + "", "status"))) {
      if (line.startsWith(key + ":")) {
        return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
      }
    }
    throw new AssertionError("no " + key + " of the server");
  }
}
