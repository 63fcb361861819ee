package dev.sebring.bench.row;

import dev.sebring.api.CodeLanguage;
import dev.sebring.bench.measure.Contest;
import dev.sebring.bench.measure.Goal;
import dev.sebring.bench.measure.Measured;
import dev.sebring.bench.measure.Outcome;
import dev.sebring.bench.measure.Side;
import dev.sebring.bench.measure.Trial;
import dev.sebring.bench.peer.Peers;
import dev.sebring.bench.peer.Program;
import dev.sebring.bench.stage.Breakdown;
import dev.sebring.bench.stage.Stage;
import dev.sebring.tools.DaytonaTools;
import dev.sebring.tools.ToolSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A function of the toolkit that runs a program, whole HTTP round trip. */
final class RunRow implements Row {
  private static final double ANY = Double.POSITIVE_INFINITY;

  private final String key;
  private final String what;
  private final Goal goal;
  private final Call call;
  private final Others others;

  private RunRow(String key, String what, Goal goal, Call call, Others others) {
    this.key = key;
    this.what = what;
    this.goal = goal;
    this.call = call;
    this.others = others;
  }

  static RunRow shell() {
    return new RunRow(
        "shell",
        "run_shell_command true",
        new Goal("under 1/20 of docker exec", "run_shell_command", "docker exec", 1 / 20.0, ANY),
        session -> Checked.output("", session.runShellCommand("true", null)),
        (peers, directory) -> List.of(peers.dockerExec("true"), peers.agnoShell()));
  }

  static RunRow python() {
    return new RunRow(
        "python",
        "run_code Python print(1)",
        new Goal("under 0.5x bare python3 -c", "run_code", "python3 -c", 0.5, ANY),
        session -> Checked.output("1", session.runCode("print(1)", CodeLanguage.PYTHON, null)),
        (peers, directory) ->
            List.of(
                host("python3 -c", "/usr/bin/python3", "-c", "print(1)"),
                peers.dockerExec("python3", "-c", "print(1)"),
                peers.agnoPython()));
  }

  static RunRow javaScript() {
    return new RunRow(
        "javascript",
        "run_code JavaScript console.log(1)",
        new Goal("under 0.7x bare node", "run_code", "node FILE", 0.7, ANY),
        session ->
            Checked.output("1", session.runCode("console.log(1)", CodeLanguage.JAVASCRIPT, null)),
        (peers, directory) -> {
          Path file = Files.writeString(directory.resolve("one.js"), "console.log(1)\n");
          return List.of(host("node FILE", node(peers), file.toString()));
        });
  }

  static RunRow typeScript() {
    String code = "const one: number = 1\nconsole.log(one)\n";
    return new RunRow(
        "typescript",
        "run_code TypeScript",
        new Goal("under 0.7x bare node", "run_code", "node FILE", 0.7, ANY),
        session -> Checked.output("1", session.runCode(code, CodeLanguage.TYPESCRIPT, null)),
        (peers, directory) -> {
          Path file = Files.writeString(directory.resolve("one.ts"), code);
          Path loader = tsx(peers.root());
          return List.of(
              host("node FILE", node(peers), file.toString()),
              host("node with tsx", node(peers), "--import", loader.toString(), file.toString()));
        });
  }

  /** The snapshot's own node, on the host. */
  private static String node(Peers peers) {
    return inImage(peers.root(), "usr/local/bin/node").toString();
  }

  private static Path tsx(Path root) {
    return inImage(root, "usr/local/bin/tsx").resolveSibling("loader.mjs");
  }

  /** A file of the image; its links begin at the image's root. */
  private static Path inImage(Path root, String name) {
    Path file = root.resolve(name);
    try {
      for (int links = 0; Files.isSymbolicLink(file) && links < 10; links++) {
        Path target = Files.readSymbolicLink(file);
        file =
            target.isAbsolute()
                ? root.resolve(Path.of("/").relativize(target))
                : file.resolveSibling(target).normalize();
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Side host(String name, String... words) {
    if (!Files.isExecutable(Path.of(words[0]))) {
      return Side.absent(name, words[0] + " is missing");
    }
    Program program = new Program(List.of(words), Map.of());
    return Side.of(name, program::toEnd);
  }

  @Override
  public List<Outcome> measure(Stage stage, Peers peers, Effort effort) throws Exception {
    try (DaytonaTools tools = stage.tools()) {
      ToolSession session = tools.session(null);
      Trial ours = Trial.of(() -> call.in(session));
      List<Side> sides = new ArrayList<>(List.of(Side.of(goal.side(), ours)));
      sides.addAll(others.of(peers, stage.directory()));
      List<Measured> measured = Contest.run(sides, effort.turns(), effort.budget());
      String breakdown = "where it goes: " + Breakdown.of(ours, effort.breakdowns());
      return List.of(Outcome.ofTimes(key, what, goal, measured, List.of(breakdown)));
    }
  }

  /** What is measured. */
  @FunctionalInterface
  private interface Call {
    void in(ToolSession session);
  }

  /** What it is measured against. */
  @FunctionalInterface
  private interface Others {
    List<Side> of(Peers peers, Path directory) throws IOException;
  }
}
