package dev.sebring.cli.doctor;

import dev.sebring.api.HostDifference;
import dev.sebring.cli.console.Console;
import dev.sebring.cli.console.ExitCode;
import dev.sebring.cli.console.Table;
import dev.sebring.embedded.SebringHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sebring doctor}. */
@Command(
    name = "doctor",
    description = {
      "Says what this host can and cannot do, and what to install. Changes nothing.",
      "Exits with 1 when sandboxes cannot run here, or there are leftovers."
    },
    footer = {"", "Examples:", "  sebring doctor", "  sebring doctor --leftovers --json"})
public final class DoctorCommand implements Callable<Integer> {
  @Mixin private Console console = new Console();

  @Option(
      names = "--leftovers",
      description =
          "Compare the host with the store instead: sandboxes that only one of both has, and"
              + " whatever on the host carries this installation's id and belongs to no sandbox.")
  private boolean leftovers;

  /** Made by picocli. */
  public DoctorCommand() {}

  @Override
  public Integer call() throws IOException {
    return leftovers ? compare() : look();
  }

  private int compare() throws IOException {
    Path home = SebringHome.current();
    Comparison comparison = Comparison.of(home);
    List<HostDifference> differences = comparison.differences();
    if (console.json()) {
      console.printJson(differences);
    } else {
      Table table = new Table("WHAT", "NAME", "ONLY IN");
      differences.forEach(each -> table.row(each.kind(), each.name(), "the " + each.place()));
      if (!differences.isEmpty()) {
        table.print(console.out());
      }
      console.line(
          "%s: %d sandboxes in the store, %d differences to the host."
              .formatted(home, comparison.sandboxes(), differences.size()));
    }
    return differences.isEmpty() ? ExitCode.OK : ExitCode.NO;
  }

  private int look() {
    List<Finding> findings = Checks.look(Host.current(SebringHome.current()));
    boolean able = findings.stream().noneMatch(f -> f.verdict() == Verdict.MISSING);
    if (console.json()) {
      console.printJson(findings);
    } else {
      print(findings, able);
    }
    return able ? ExitCode.OK : ExitCode.NO;
  }

  private void print(List<Finding> findings, boolean able) {
    int width = findings.stream().mapToInt(f -> f.about().length()).max().orElse(0);
    for (Finding finding : findings) {
      String sign =
          switch (finding.verdict()) {
            case OK -> "ok  ";
            case LESS -> "less";
            case MISSING -> "NO  ";
          };
      String about = finding.about() + " ".repeat(width - finding.about().length());
      console.line(sign + "  " + about + "  " + finding.found());
      if (!finding.remedy().isEmpty()) {
        console.line(" ".repeat(8 + width) + finding.remedy());
      }
    }
    console.line("");
    String packages =
        findings.stream()
            .flatMap(finding -> finding.packages().stream())
            .distinct()
            .collect(Collectors.joining(" "));
    if (!packages.isEmpty()) {
      console.line("To install what is missing (Debian, Ubuntu): apt-get install " + packages);
    }
    console.line(able ? "Sandboxes can run here." : "Sandboxes cannot run here yet.");
  }
}
