package dev.sebring.server.toolbox.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words that Git 2.39 and 2.47 and OpenSSH really say. */
class GitFailureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DISK_FULL        | fatal: write error: No space left on device
          LOCKED           | fatal: Unable to create '/r/.git/index.lock': File exists.
          NOT_TRUSTED      | fatal: detected dubious ownership in repository at '/r'
          REMOTE_REJECTED  | !\trefs/heads/m:refs/heads/m\t[remote rejected] (pre-receive hook declined)
          PUSH_REJECTED    | !\trefs/heads/m:refs/heads/m\t[rejected] (fetch first)
          AUTH_FAILED      | fatal: Authentication failed for 'http://h/r/'
          AUTH_FAILED      | fatal: could not read Username for 'http://h': terminal prompts disabled
          AUTH_FAILED      | fatal: unable to access 'http://h/r/': The requested URL returned error: 403
          AUTH_FAILED      | u@h: Permission denied (publickey). fatal: Could not read from remote repository.
          UNKNOWN_HOST_KEY | Host key verification failed. fatal: Could not read from remote repository.
          REMOTE_NOT_FOUND | fatal: repository 'http://h/none/' not found
          REMOTE_NOT_FOUND | fatal: repository '/none' does not exist
          REMOTE_NOT_FOUND | fatal: '/none' does not appear to be a git repository
          NO_SUCH_REMOTE   | error: No such remote 'nosuch'
          NOT_A_REPOSITORY | fatal: not a git repository (or any of the parent directories): .git
          BRANCH_NOT_FOUND | fatal: Remote branch none not found in upstream origin
          BRANCH_NOT_FOUND | fatal: couldn't find remote ref refs/heads/none
          BRANCH_NOT_FOUND | error: src refspec refs/heads/none does not match any
          BRANCH_NOT_FOUND | fatal: invalid reference: none
          BRANCH_NOT_FOUND | error: branch 'none' not found.
          BRANCH_NOT_FOUND | error: branch 'none' not found
          BRANCH_NOT_FOUND | fatal: Failed to resolve 'none' as a valid revision.
          BRANCH_NOT_FOUND | fatal: could not resolve none
          BRANCH_EXISTS    | fatal: a branch named 'main' already exists
          BRANCH_EXISTS    | fatal: A branch named 'main' already exists.
          BRANCH_IN_USE    | error: Cannot delete branch 'main' checked out at '/r'
          BRANCH_IN_USE    | error: cannot delete branch 'main' used by worktree at '/r'
          MERGE_CONFLICT   | fatal: Not possible to fast-forward, aborting.
          MERGE_CONFLICT   | error: Committing is not possible because you have unmerged files.
          MERGE_CONFLICT   | error: you need to resolve your current index first
          DIRTY_WORKTREE   | error: Your local changes to the following files would be overwritten by checkout:
          DIRTY_WORKTREE   | error: Entry 'a' not uptodate. Cannot merge.
          NOTHING_STAGED   | nothing to commit, working tree clean
          TAKEN            | fatal: destination path 'x' already exists and is not an empty directory.
          TAKEN            | error: remote o already exists.
          OUTSIDE          | fatal: /etc/x: '/etc/x' is outside repository at '/r'
          FILE_NOT_FOUND   | fatal: pathspec 'nos' did not match any files
          TRANSPORT_FAILED | fatal: unable to access 'http://h/': Failed to connect to h port 1: Connection refused
          TRANSPORT_FAILED | fatal: unable to access 'https://h/': Could not resolve host: h
          TRANSPORT_FAILED | fatal: unable to access 'https://h/': server certificate verification failed.
          NO_PERMISSION    | error: could not lock config file /etc/gitconfig: Permission denied
          OTHER            | fatal: 'a..b' is not a valid branch name
          """)
  void wordsHaveAMeaning(GitFailure kind, String words) {
    assertThat(GitFailure.kind(words)).isEqualTo(kind);
  }
}
