package dev.sebring.server.toolbox.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.server.http.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteUrlTest {
  @Test
  void aPasswordLeavesTheUrlAndTheUserStays() {
    RemoteUrl url = RemoteUrl.parse("https://ann%40x:p%2Bq+r@git.example.com:8443/a/b.git?c");
    assertThat(url.text()).isEqualTo("https://ann%40x@git.example.com:8443/a/b.git?c");
    assertThat(url.origin()).contains("https://git.example.com:8443");
    assertThat(url.user()).contains("ann@x");
    assertThat(url.password()).contains("p+q+r");
    assertThat(RemoteUrl.parse("http://:p@h/r").text()).isEqualTo("http://h/r");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh://git@h/r",
        "git@h:r.git",
        "git://h/r",
        "file:///srv/r",
        "/srv/r",
        "../r",
        "http://[::1]:80/r"
      })
  void otherRemotesStayAsTheyAre(String url) {
    assertThat(RemoteUrl.parse(url).text()).isEqualTo(url);
    assertThat(RemoteUrl.parse(url).password()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-u",
        "--upload-pack=x",
        "ext::sh -c id",
        "fd::3",
        "ftp://h/r",
        "HTTP::x",
        "http:///r",
        "https://a:secret@b:c@h/r",
        "https://a b:secret/",
        "http://h\n/r",
        "https://a:%zz@h/secret"
      })
  void whatRunsProgramsOrIsNoUrlIsRefusedWithoutShowingIt(String url) {
    assertThatThrownBy(() -> RemoteUrl.parse(url))
        .isInstanceOfSatisfying(
            ApiException.class, refused -> assertThat(refused.status()).isEqualTo(400))
        .hasMessageStartingWith("url")
        .hasMessageNotContaining("secret");
  }
}
