package dev.sebring.server.toolbox.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.server.http.ApiException;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"main", "a/b.c-d_e", "ünï", "@a", "a@b", "x.lock.y", "1"})
  void whatGitAllowsIsAllowed(String name) throws Exception {
    assertThat(gitAllows(name)).isTrue();
    assertThat(RefNames.require("name", name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-x",
        "--force",
        "a..b",
        "a b",
        "a~1",
        "a^",
        "a:b",
        "+a:b",
        "a?",
        "a*",
        "a[",
        "a\\b",
        "/a",
        "a/",
        "a//b",
        ".a",
        "a/.b",
        "a.",
        "a.lock",
        "a.lock/b",
        "a@{1}",
        "HEAD",
        "a\nb",
        "a\u007f"
      })
  void whatGitRefusesIsRefused(String name) throws Exception {
    assertThat(gitAllows(name)).isFalse();
    assertThatThrownBy(() -> RefNames.require("name", name)).isInstanceOf(ApiException.class);
  }

  private static boolean gitAllows(String name) throws IOException, InterruptedException {
    return new ProcessBuilder("git", "check-ref-format", "--branch", name)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
