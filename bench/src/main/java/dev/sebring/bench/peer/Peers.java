package dev.sebring.bench.peer;

import dev.sebring.bench.measure.Side;
import dev.sebring.bench.measure.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The peers of a run, each started when a row first needs it. Not thread-safe. */
public final class Peers implements AutoCloseable {
  /** The names that a run may choose from. */
  public static final Set<String> ALL = Set.of("docker", "runc", "runsc", "bwrap", "agno");

  private final Set<String> chosen;
  private final Path directory;
  private final Path cache;
  private final Path root;
  private final Supplier<Path> config;
  private final Map<String, String> absences = new LinkedHashMap<>();
  private @Nullable Docker docker;
  private @Nullable Agno agno;
  private @Nullable Bundle bundle;

  /**
   * @param chosen names out of {@link #ALL}
   * @param directory for files of this run
   * @param cache for what later runs need too
   * @param root the tree of the image of Sebring's sandboxes
   * @param config makes the {@code config.json} of one of them
   */
  public Peers(Set<String> chosen, Path directory, Path cache, Path root, Supplier<Path> config) {
    this.chosen = Set.copyOf(chosen);
    this.directory = directory;
    this.cache = cache;
    this.root = root;
    this.config = config;
  }

  /** The tree of the image. */
  public Path root() {
    return root;
  }

  /** {@code docker run} to the first output of {@code echo}. */
  public Side dockerRun() {
    return side(
        "docker run",
        "docker",
        () -> {
          Program program = docker().run("echo", "hello");
          return program::toFirstOutput;
        });
  }

  public Side dockerExec(String... words) {
    return side(
        "docker exec",
        "docker",
        () -> {
          Program program = docker().exec(words);
          return program::toEnd;
        });
  }

  /** {@code runc run} to the first output of {@code echo}. */
  public Side runc() {
    return side(
        "runc run",
        "runc",
        () -> {
          Program program = bundle().run(Program.find("runc"));
          return program::toFirstOutput;
        });
  }

  /** The same by gVisor. */
  public Side runsc() {
    return side(
        "runsc run",
        "runsc",
        () -> {
          Program program =
              bundle()
                  .run(
                      Program.find("runsc"),
                      "--ignore-cgroups",
                      "--network=none",
                      "--platform=systrap");
          return program::toFirstOutput;
        });
  }

  /** {@code bwrap} on the same tree to the first output of {@code echo}. */
  public Side bubblewrap() {
    return side(
        "bwrap",
        "bwrap",
        () -> {
          Program program =
              Program.of(
                  Program.find("bwrap").toString(),
                  "--unshare-all",
                  "--die-with-parent",
                  "--ro-bind",
                  root.toString(),
                  "/",
                  "--proc",
                  "/proc",
                  "--dev",
                  "/dev",
                  "--tmpfs",
                  "/tmp",
                  "echo",
                  "hello");
          return program::toFirstOutput;
        });
  }

  public Side agnoPython() {
    return side(
        "agno PythonTools (no isolation)",
        "agno",
        () -> {
          Agno started = agno();
          return started::runPythonCode;
        });
  }

  public Side agnoShell() {
    return side(
        "agno ShellTools (no isolation)",
        "agno",
        () -> {
          Agno started = agno();
          return started::runShellCommand;
        });
  }

  private Side side(String name, String peer, Start start) {
    if (!chosen.contains(peer)) {
      return Side.absent(name, "not asked for");
    }
    String known = absences.get(peer);
    if (known != null) {
      return Side.absent(name, known);
    }
    try {
      return Side.of(name, start.trial());
    } catch (AbsentPeer | IOException e) {
      String reason = String.valueOf(e.getMessage());
      absences.put(peer, reason);
      return Side.absent(name, reason);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting " + peer, e);
    }
  }

  private Docker docker() throws AbsentPeer, IOException, InterruptedException {
    Docker started = docker;
    if (started == null) {
      started = Docker.start(directory.resolve("docker"), root);
      docker = started;
    }
    return started;
  }

  private Agno agno() throws AbsentPeer, IOException, InterruptedException {
    Agno started = agno;
    if (started == null) {
      started = Agno.start(cache.resolve("agno"));
      agno = started;
    }
    return started;
  }

  private Bundle bundle() throws IOException {
    Bundle made = bundle;
    if (made == null) {
      made = Bundle.make(directory.resolve("bundle"), config.get(), root, "echo", "hello");
      bundle = made;
    }
    return made;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try {
      if (docker != null) {
        docker.close();
      }
    } finally {
      if (agno != null) {
        agno.close();
      }
      if (bundle != null) {
        bundle.close();
      }
    }
  }

  /** Starts a peer. */
  @FunctionalInterface
  private interface Start {
    Trial trial() throws AbsentPeer, IOException, InterruptedException;
  }
}
