package dev.sebring.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Docker daemon of the bench's own, with the image that Sebring's sandboxes have. It is in a
 * network, a mount and a process namespace that end with it, so that neither its firewall rules nor
 * its mounts are the host's; a Docker on the host is not touched.
 */
public final class Docker implements AutoCloseable {
  private static final String IMAGE = "sebring-bench";
  private static final String CONTAINER = "sebring-bench-lasting";
  private static final int START_SECONDS = 30;

  private final Path directory;
  private final Process daemon;
  private final String client;

  private Docker(Path directory, Process daemon, String client) {
    this.directory = directory;
    this.daemon = daemon;
    this.client = client;
  }

  /**
   * Starts one, and imports an image into it.
   *
   * @param directory where all of its files are
   * @param root the image's tree
   */
  public static Docker start(Path directory, Path root)
      throws AbsentPeer, IOException, InterruptedException {
    String client = Program.find("docker").toString();
    Path server = Program.find("dockerd");
    Files.createDirectories(directory);
    String command =
        "ip link set lo up; exec %2$s --data-root %1$s/data --exec-root %1$s/run --pidfile %1$s/pid -H unix://%1$s/socket --cgroup-parent %3$s"
            .formatted(directory, server, cgroup());
    Process daemon =
        new ProcessBuilder(
                "unshare",
                "--net",
                "--mount",
                "--propagation",
                "slave",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc",
                "sh",
                "-c",
                command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    Docker docker = new Docker(directory, daemon, client);
    try {
      docker.awaitAnswer();
      docker.importImage(root);
      docker.call("run", "-d", "--name", CONTAINER, IMAGE, "sleep", "infinity").output();
      return docker;
    } catch (AbsentPeer | IOException | InterruptedException | RuntimeException e) {
      docker.close();
      throw e;
    }
  }

  private static String cgroup() {
    return "/sebring-bench-" + ProcessHandle.current().pid();
  }

  private void awaitAnswer() throws AbsentPeer, IOException, InterruptedException {
    for (int tenths = 0; tenths < START_SECONDS * 10; tenths++) {
      if (!daemon.isAlive()) {
        throw new AbsentPeer("dockerd ended: " + lastLine(directory.resolve("log")));
      }
      if (Files.exists(directory.resolve("socket")) && answers()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AbsentPeer(
        "dockerd did not answer in " + START_SECONDS + " s: " + lastLine(directory.resolve("log")));
  }

  private boolean answers() throws InterruptedException {
    try {
      call("version").output();
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void importImage(Path root) throws IOException, InterruptedException {
    Program tar = Program.of("tar", "-C", root.toString(), "-c", ".");
    List<Process> pipe =
        ProcessBuilder.startPipeline(
            List.of(
                tar.builder().redirectError(ProcessBuilder.Redirect.DISCARD),
                call("import", "-", IMAGE)
                    .builder()
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("import").toFile())));
    if (pipe.getLast().waitFor() != 0) {
      throw new IOException("docker import: " + lastLine(directory.resolve("import")));
    }
  }

  /** {@code docker run} of words in a new container, which is removed afterwards. */
  public Program run(String... words) {
    return call(joined(List.of("run", "--rm", IMAGE), words));
  }

  /** {@code docker exec} of words in one that runs. */
  public Program exec(String... words) {
    return call(joined(List.of("exec", CONTAINER), words));
  }

  private static String[] joined(List<String> first, String... words) {
    return Stream.concat(first.stream(), Stream.of(words)).toArray(String[]::new);
  }

  private Program call(String... words) {
    List<String> all = new ArrayList<>(List.of(client));
    all.addAll(List.of(words));
    return new Program(all, Map.of("DOCKER_HOST", "unix://" + directory.resolve("socket")));
  }

  private static String lastLine(Path log) throws IOException {
    return Files.readString(log).lines().reduce((first, last) -> last).orElse("it said nothing");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (daemon.isAlive()) {
      try {
        call("rm", "-f", CONTAINER).output();
      } catch (IOException alreadyGone) {
        // The end of its process namespace is its end too.
      }
      daemon
          .descendants()
          .filter(process -> process.info().command().orElse("").endsWith("/dockerd"))
          .forEach(ProcessHandle::destroy);
      daemon.waitFor(20, TimeUnit.SECONDS);
      daemon.destroyForcibly();
      daemon.waitFor();
    }
    Program.of("rm", "-rf", "--one-file-system", directory.toString()).output();
    Program.of(
            "sh",
            "-c",
            "find /sys/fs/cgroup -depth -type d -path '*"
                + cgroup()
                + "*' -exec rmdir {} + 2>/dev/null || :")
        .output();
  }
}
