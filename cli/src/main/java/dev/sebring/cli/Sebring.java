package dev.sebring.cli;

import dev.sebring.cli.agent.AgentCommand;
import dev.sebring.cli.console.FailureHandler;
import dev.sebring.cli.doctor.DoctorCommand;
import dev.sebring.cli.key.KeyCommand;
import dev.sebring.cli.sandbox.RunCommand;
import dev.sebring.cli.sandbox.SandboxCommand;
import dev.sebring.cli.sandbox.ShellCommand;
import dev.sebring.cli.serve.ServeCommand;
import dev.sebring.cli.snapshot.SnapshotCommand;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command {@code sebring}. */
@Command(
    name = "sebring",
    version = "sebring 0.1.0",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    description = "Secure sandboxes for agents to run code in.",
    subcommands = {
      AgentCommand.class,
      RunCommand.class,
      ShellCommand.class,
      ServeCommand.class,
      SandboxCommand.class,
      SnapshotCommand.class,
      KeyCommand.class,
      DoctorCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:It worked.",
      "1:The answer is no: doctor found something missing or left over.",
      "2:The command line is wrong.",
      "124:The time limit ended the program.",
      "125:Sebring failed; a message says why.",
      "126:There is no such sandbox or key.",
      "other:run, exec and shell pass the program's own exit code through; --json tells it from"
          + " ours."
    })
public final class Sebring {
  private Sebring() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    int exitCode = commandLine().execute(arguments);
    System.out.flush();
    System.exit(exitCode);
  }

  static CommandLine commandLine() {
    CommandLine commandLine =
        new CommandLine(new Sebring()).setExecutionExceptionHandler(new FailureHandler());
    // What follows the program's name belongs to the program.
    subcommand(commandLine, "run").setStopAtPositional(true);
    subcommand(subcommand(commandLine, "sandbox"), "exec").setStopAtPositional(true);
    return commandLine;
  }

  private static CommandLine subcommand(CommandLine group, String name) {
    return Objects.requireNonNull(group.getSubcommands().get(name), name);
  }
}
