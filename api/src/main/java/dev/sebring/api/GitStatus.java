package dev.sebring.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /git/status} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"currentBranch":"main","fileStatus":[],"ahead":1,"behind":0,"branchPublished":true,"detached":false,"upstream":"origin/main"}
 * }</pre>
 *
 * @param currentBranch {@code HEAD} when on none
 * @param fileStatus of every file that differs
 * @param ahead commits that the upstream branch lacks
 * @param behind commits of the upstream branch that are not here
 * @param branchPublished whether a remote has the branch, as far as is known here
 * @param detached whether no branch is checked out
 * @param upstream such as {@code origin/main}; empty or absent if there is none
 */
public record GitStatus(
    String currentBranch,
    List<FileStatus> fileStatus,
    int ahead,
    int behind,
    boolean branchPublished,
    boolean detached,
    @Nullable String upstream) {
  public GitStatus {
    Required.key(currentBranch, "currentBranch");
    fileStatus = List.copyOf(Required.key(fileStatus, "fileStatus"));
  }
}
