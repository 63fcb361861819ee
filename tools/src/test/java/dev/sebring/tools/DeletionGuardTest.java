package dev.sebring.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.SessionCommandLogs;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the guard makes of the answers of a sandbox; that they are a sandbox's answers is tested in
 * e2e.
 */
class DeletionGuardTest {
  @ParameterizedTest
  @CsvSource({
    "/,                  /,             /home/daytona",
    "/home,              /,             /home/daytona",
    "/home/daytona,      /home,         /home/daytona",
    "/usr/../home,       /,             /home/daytona",
    "/home/daytona/a/.., /home/daytona, /home/daytona",
    "/..,                /,             /home/daytona",
    "/data/daytona,      /data,         /data/daytona",
  })
  void theRootTheHomeAndWhatIsAboveItAreRefused(String path, String followedPath, String realHome) {
    assertThat(refusal(path, followedPath + "\n" + realHome + "\n", 0))
        .contains("Refused to delete " + path);
  }

  @ParameterizedTest
  @CsvSource({"/home/daytona/a, /home/daytona", "/tmp/x, /tmp", "/home/daytona2, /home", "/hom, /"})
  void anythingElseMayBeDeleted(String path, String followedPath) {
    assertThat(refusal(path, followedPath + "\n/home/daytona\n", 0)).isNull();
  }

  @Test
  void whatCannotBeFollowedIsRefused() {
    assertThat(refusal("/a/b", "realpath: /a: Permission denied\n", 1))
        .contains("Permission denied");
    assertThat(refusal("/a/b", "one line\n", 0)).contains("Could not find out");
  }

  private static String refusal(String path, String output, int exitCode) {
    Runner answering =
        new Runner() {
          @Override
          public Ran command(String command, Place place, Duration timeout) {
            return new Ran(exitCode, output, null, null, null, null, List.of());
          }

          @Override
          public Ran code(String code, CodeLanguage language, Place place, Duration timeout) {
            throw new UnsupportedOperationException();
          }

          @Override
          public String printed(SessionCommandLogs logs) {
            throw new UnsupportedOperationException();
          }
        };
    return DeletionGuard.refusal(answering, "/home/daytona", path, Duration.ofSeconds(1));
  }
}
