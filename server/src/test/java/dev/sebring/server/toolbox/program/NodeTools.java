package dev.sebring.server.toolbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The Node, the tsx and the language servers of the default snapshot, from npm: the host's own may
 * be too old. Installed below {@code target} once, by the host's {@code npm}.
 */
public final class NodeTools {
  private static final Path DIRECTORY = Path.of("target", "node-tools").toAbsolutePath();
  private static final List<String> PACKAGES =
      List.of(
          "node@24.21.0",
          "tsx@4.23.15",
          "pyright@1.1.414",
          "typescript@5.9.3",
          "typescript-language-server@6.0.2");

  private NodeTools() {}

  /** A PATH that begins with them. */
  public static String path() throws IOException, InterruptedException {
    Path commands = DIRECTORY.resolve("node_modules/.bin");
    if (!Files.exists(commands.resolve("pyright-langserver"))
        || !Files.exists(commands.resolve("node"))) {
      install();
    }
    return commands + ":" + System.getenv("PATH");
  }

  /** A PATH with Node alone. */
  static String pathWithoutTsx() throws IOException, InterruptedException {
    path();
    Path alone = Files.createDirectories(DIRECTORY.resolve("alone"));
    Path node = DIRECTORY.resolve("node_modules/.bin/node").toRealPath();
    Files.deleteIfExists(alone.resolve("node"));
    Files.createSymbolicLink(alone.resolve("node"), node);
    return alone.toString();
  }

  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(DIRECTORY);
    List<String> command = new ArrayList<>();
    command.addAll(List.of("npm", "install", "--no-audit", "--no-fund", "--prefix"));
    command.add(DIRECTORY.toString());
    command.addAll(PACKAGES);
    Path log = DIRECTORY.resolve("npm.log");
    Process npm =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(npm.waitFor(5, TimeUnit.MINUTES)).as("npm install ended in five minutes").isTrue();
    assertThat(npm.exitValue()).as(command + ":\n" + Files.readString(log)).isZero();
  }
}
