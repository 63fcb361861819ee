package dev.sebring.e2e.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.tools.ToolResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a session works after what a shell did. D13: what bash does. */
@Tag("D13")
class WorkingDirectoryTest extends ToolkitCase {
  private String home;

  @BeforeEach
  void makeDirectories() {
    shell("mkdir -p 'x y' a/b; ln -s a link");
    home = session.workingDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "cd a && pwd                       => /a",
        "cd \"x y\"                        => /x y",
        "cd 'x y'; true                    => /x y",
        "cd x\\ y                          => /x y",
        "cd a; cd b; ls                    => /a/b",
        "cd a/b/../..                      => ``",
        "cd ~ && cd a                      => /a",
        "cd a && cd -                      => ``",
        "cd a; exit 3                      => /a",
        "set -e; cd a; false; cd b         => /a",
        "(cd a)                            => ``",
        "cd nowhere                        => ``",
        "cd nowhere || cd a                => /a",
        "pushd a >/dev/null                => /a",
        "if true; then cd a; fi            => /a",
        "f() { cd a; }; f                  => /a",
        "cd a | cat                        => ``",
        "echo cd a                         => ``",
        "cd a; (((                         => ``",
      })
  void aShellCommandLeavesTheSessionWhereBashWouldEnd(String command, String expected) {
    shell(command);

    assertThat(session.workingDirectory()).isEqualTo(home + expected);
    assertThat(shell("pwd").text().strip()).isEqualTo(home + expected);
  }

  @Test
  void theAbsoluteDirectoryAndCommandThatModelsLikeBestWorks() {
    assertThat(shell("cd " + home + "/a && pwd").text())
        .isEqualTo(home + "/a\n[the working directory is now " + home + "/a]");
  }

  @Test
  void aCommandThatOnlyChangesTheDirectorySaysWhere() {
    assertThat(shell("cd a").text()).isEqualTo("Changed directory to: " + home + "/a");
    assertThat(shell("cd -").text()).isEqualTo("Changed directory to: " + home);
    assertThat(shell("cd \"x y\"").text()).isEqualTo("Changed directory to: " + home + "/x y");
    assertThat(shell("cd").text()).isEqualTo("Changed directory to: " + home);
  }

  @Test
  void theWayBackIsKnownAcrossCalls() {
    shell("cd a");
    shell("cd b");

    assertThat(shell("cd - && pwd").text()).contains(home + "/a");
    assertThat(session.changeDirectory("-").text())
        .isEqualTo("Changed directory to: " + home + "/a/b");
  }

  @Test
  void changingTheDirectoryTakesAPathAndNoShellSyntax() {
    assertThat(session.changeDirectory("x y").text())
        .isEqualTo("Changed directory to: " + home + "/x y");
    assertThat(session.changeDirectory("../a/./b").text())
        .isEqualTo("Changed directory to: " + home + "/a/b");
    assertThat(session.changeDirectory("~/link").text())
        .isEqualTo("Changed directory to: " + home + "/link");
    assertThat(session.changeDirectory("~").text()).isEqualTo("Changed directory to: " + home);
    ToolResult failed = session.changeDirectory("a && touch hacked");
    assertThat(failed.isError()).isTrue();
    assertThat(failed.text()).contains("Use list_files");
    assertThat(session.workingDirectory()).isEqualTo(home);
  }

  @Test
  void filesAreRelativeToTheWorkingDirectory() {
    session.changeDirectory("a/b");
    session.createFile("here.txt", "x");

    assertThat(shell("cat " + home + "/a/b/here.txt").text()).isEqualTo("x");
    assertThat(session.readFile("../b/here.txt").text()).isEqualTo("x");
    assertThat(session.listFiles("..").text()).contains("b/");
  }

  @Test
  void aCommandWithAnExitTrapOfItsOwnKeepsItsDirectory() {
    assertThat(shell("trap 'echo bye' EXIT; cd a").text()).contains("bye");
    assertThat(session.workingDirectory()).isEqualTo(home + "/a");
  }

  @Test
  void aCommandThatReplacesItsShellKeepsItsDirectory() {
    assertThat(shell("cd a; exec true").run().exitCode()).isZero();
    assertThat(session.workingDirectory()).isEqualTo(home + "/a");
  }
}
