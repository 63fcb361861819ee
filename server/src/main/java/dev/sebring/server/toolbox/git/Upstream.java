package dev.sebring.server.toolbox.git;

import java.util.Optional;

/**
 * The branch that the current one follows.
 *
 * @param remote its name, empty if there is none
 * @param branch as the remote calls it
 */
record Upstream(String remote, String branch) {
  private static final String BRANCHES = "refs/heads/";
  private static final Upstream NONE = new Upstream("", "");

  static Upstream of(Git git) {
    Optional<String> current = BranchEndpoints.current(git);
    if (current.isEmpty()) {
      return NONE;
    }
    String[] told =
        git.run(
                GitCommand.of(
                    "find the upstream of " + current.get(),
                    "for-each-ref",
                    "--format=%(upstream:remotename) %(upstream:remoteref)",
                    BRANCHES + current.get()))
            .text()
            .lines()
            .findFirst()
            .orElse("")
            .split(" ");
    boolean follows = told.length == 2 && told[1].startsWith(BRANCHES) && !told[0].equals(".");
    return follows ? new Upstream(told[0], told[1].substring(BRANCHES.length())) : NONE;
  }

  String remoteOr(String other) {
    return remote.isEmpty() ? other : remote;
  }

  Optional<String> branchOn(String otherRemote) {
    return remote.equals(otherRemote) ? Optional.of(branch) : Optional.empty();
  }
}
