package dev.sebring.cli.key;

import picocli.CommandLine.Command;

/** {@code sebring key}: the group. */
@Command(
    name = "key",
    description = "Creates, lists and revokes the API keys of a server.",
    subcommands = {CreateKeyCommand.class, ListKeysCommand.class, RevokeKeyCommand.class},
    footer = {
      "",
      "Examples:",
      "  export DAYTONA_API_KEY=$(sebring key create laptop)",
      "  sebring key revoke laptop"
    })
public final class KeyCommand {}
