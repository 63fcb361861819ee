package dev.sebring.cli.snapshot;

import picocli.CommandLine.Command;

/** {@code sebring snapshot}: the group. */
@Command(
    name = "snapshot",
    description = "Builds what sandboxes are made from.",
    subcommands = BuildCommand.class,
    footer = {"", "Example:", "  sebring snapshot build"})
public final class SnapshotCommand {}
