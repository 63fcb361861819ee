package dev.sebring.cli.sandbox;

import picocli.CommandLine.Command;

/** {@code sebring sandbox}: the group. */
@Command(
    name = "sandbox",
    description = "Creates, lists, uses and deletes sandboxes.",
    subcommands = {
      ListCommand.class,
      CreateCommand.class,
      StartCommand.class,
      StopCommand.class,
      DeleteCommand.class,
      ExecCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  sebring sandbox create --name box --auto-stop 2h",
      "  sebring sandbox exec box -- python3 -c 'print(6 * 7)'",
      "  sebring sandbox delete box"
    })
public final class SandboxCommand {}
