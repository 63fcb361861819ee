package dev.sebring.backends.oci.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.backends.oci.host.Trees;
import dev.sebring.backends.oci.runtime.Launcher;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.InstallationId;
import dev.sebring.sandbox.Progress;
import dev.sebring.sandbox.SnapshotConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Builds of a small recipe, by several at once, broken off, and killed. */
@Timeout(60)
class SnapshotsIT {
  private Path directory = Path.of("");
  private HostPaths paths = new HostPaths(Path.of("/"), InstallationId.random());

  @BeforeEach
  void makeState() throws IOException {
    directory = Files.createTempDirectory("sebring-snapshots");
    paths = new HostPaths(directory, InstallationId.random());
    paths.make();
  }

  @AfterEach
  void removeState() {
    paths.removeEmpty();
    Trees.remove(directory);
  }

  @Test
  void severalThatNeedItAtOnceBuildItOnce() throws IOException {
    Snapshots snapshots = new Snapshots(paths, new Small("true"));
    List<CompletableFuture<SnapshotTree>> all =
        IntStream.range(0, 8)
            .mapToObj(
                i -> CompletableFuture.supplyAsync(() -> snapshots.prepare("small", Progress.NONE)))
            .toList();

    assertThat(all).allSatisfy(tree -> assertThat(tree.join().root()).isDirectory());
    assertThat(Files.readString(directory.resolve("builds"))).isEqualTo("built\n");
  }

  @Test
  void aFailedBuildLeavesNothingAndIsTriedAgain() {
    assertThatExceptionOfType(BackendException.class)
        .isThrownBy(() ->
            new Snapshots(paths, new Small("echo no mirror; exit 3"))
                .prepare("small", Progress.NONE))
        .withMessageContaining("exit 3")
        .withMessageContaining("no mirror");
    Snapshots snapshots = new Snapshots(paths, new Small("true"));
    assertThat(snapshots.unfinished()).isEmpty();

    assertThat(snapshots.prepare("small", Progress.NONE).root()).isDirectory();
  }

  @Test
  void aKilledBuilderTakesItsCommandsAndMountsWithItAndIsReplaced() throws Exception {
    Process builder = builder("mount -t tmpfs x $0 && touch started && sleep 1000");
    while (!Files.exists(directory.resolve("started"))) {
      assertThat(builder.waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
    }
    Snapshots snapshots = new Snapshots(paths, new Small("true"));
    assertThat(snapshots.unfinished()).as("a build that runs is not a leftover").isEmpty();

    List<ProcessHandle> commands = builder.descendants().toList();
    assertThat(commands).hasSizeGreaterThan(1);
    builder.destroyForcibly().waitFor();

    for (ProcessHandle command : commands) {
      command.onExit().get(10, TimeUnit.SECONDS);
    }
    assertThat(snapshots.prepare("small", Progress.NONE).root()).isDirectory();
    assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(directory + "");
  }

  @Test
  void whatAnotherProcessBuildsIsWaitedFor() throws Exception {
    Process builder = builder("touch started; while [ ! -e go ]; do sleep 0.05; done");
    while (!Files.exists(directory.resolve("started"))) {
      assertThat(builder.waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
    }
    CompletableFuture<String> waiting = new CompletableFuture<>();
    CompletableFuture<SnapshotTree> tree =
        CompletableFuture.supplyAsync(() ->
            new Snapshots(paths, new Small("echo a second build; exit 1"))
                .prepare("small", (stage, fraction) -> waiting.complete(stage)));

    assertThat(waiting.get(20, TimeUnit.SECONDS)).contains("another process");
    Files.createFile(directory.resolve("go"));

    assertThat(tree.get(20, TimeUnit.SECONDS).root()).isDirectory();
    assertThat(builder.waitFor()).isZero();
  }

  @Test
  void anUnknownSnapshotIsNotFound() {
    assertThatExceptionOfType(BackendException.class)
        .isThrownBy(() -> new Snapshots(paths, new Small("true")).prepare("other", Progress.NONE))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(BackendException.Kind.NOT_FOUND));
  }

  private Process builder(String script) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Builder.class.getName(),
            directory.toString(),
            paths.installation().value(),
            script)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("builder.log").toFile())
        .start();
  }

  /** The process that is killed. */
  static final class Builder {
    private Builder() {}

    public static void main(String[] arguments) {
      HostPaths paths = new HostPaths(Path.of(arguments[0]), new InstallationId(arguments[1]));
      paths.make();
      new Snapshots(paths, new SmallRecipe(paths, arguments[2])).prepare("small", Progress.NONE);
    }
  }

  private final class Small extends SmallRecipe {
    Small(String script) {
      super(paths, script);
    }
  }

  /** Runs a shell script in the state directory, with the new tree as {@code $0}. */
  private static class SmallRecipe implements Recipe {
    private final HostPaths paths;
    private final String script;

    SmallRecipe(HostPaths paths, String script) {
      this.paths = paths;
      this.script = script;
    }

    @Override
    public String snapshot() {
      return "small";
    }

    @Override
    public SnapshotTree at(Path snapshots) {
      return named(snapshots, "small-1");
    }

    @Override
    public SnapshotTree named(Path snapshots, String name) {
      return new SnapshotTree(
          name, snapshots.resolve(name).resolve("root"), Map.of(), new SnapshotConfig("u", "/"));
    }

    @Override
    public void build(Path fresh, Progress progress) {
      Path root = fresh.resolve("root");
      try {
        Files.createDirectory(root);
        String inState = "cd " + paths.state().getParent() + " && " + script;
        new GuardedBuild(Launcher.install(paths))
            .run(List.of("sh", "-c", inState, root.toString()), line -> {});
        Files.writeString(
            paths.state().resolveSibling("builds"),
            "built\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
