package dev.sebring.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {
  @ParameterizedTest
  @CsvSource({
    "400, DaytonaBadRequestException",
    "422, DaytonaBadRequestException",
    "401, DaytonaAuthenticationException",
    "403, DaytonaForbiddenException",
    "404, DaytonaNotFoundException",
    "410, DaytonaNotFoundException",
    "408, DaytonaTimeoutException",
    "504, DaytonaTimeoutException",
    "409, DaytonaConflictException",
    "429, DaytonaRateLimitException",
    "500, DaytonaServerException",
    "502, DaytonaServerException",
    "302, DaytonaException",
  })
  void aStatusHasItsException(int status, String name) {
    DaytonaException exception = read(status, "{\"message\":\"no\"}").exception();

    assertThat(exception.getClass().getSimpleName()).isEqualTo(name);
    assertThat(exception).hasMessage("Tried to x, but the server answered " + status + ": no");
    assertThat(exception.statusCode()).isEqualTo(status);
    assertThat(exception.serverMessage()).isEqualTo("no");
  }

  @Test
  void aCodeCountsMoreThanAStatus() {
    assertThat(
            read(
                    404,
                    "{\"message\":\"no\",\"code\":\"FILE_NOT_FOUND\",\"source\":\"DAYTONA_DAEMON\"}")
                .exception())
        .isInstanceOfSatisfying(
            DaytonaFileNotFoundException.class,
            e -> {
              assertThat(e.code()).isEqualTo("FILE_NOT_FOUND");
              assertThat(e.source()).isEqualTo("DAYTONA_DAEMON");
            });
  }

  @Test
  void aKilledProgramsOutputIsNotLost() {
    String body =
        "{\"message\":\"timeout\",\"code\":\"PROCESS_EXECUTION_TIMEOUT\",\"result\":\"ab\",\"stdout\":\"a\",\"stderr\":\"b\"}";

    assertThat(read(408, body).exception())
        .isInstanceOfSatisfying(
            DaytonaProcessTimeoutException.class,
            e ->
                assertThat(new String[] {e.result(), e.stdout(), e.stderr()})
                    .containsExactly("ab", "a", "b"));
  }

  @Test
  void anythingThatAProxyAnswersIsShown() {
    assertThat(read(502, "<html>Bad Gateway</html>").exception())
        .hasMessageContaining("<html>Bad Gateway</html>");
    assertThat(read(500, "").exception()).hasMessageContaining("nothing more");
    assertThat(read(400, "{\"message\":[\"a is bad\",\"b is bad\"]}").exception())
        .hasMessageContaining("a is bad, b is bad");
    assertThat(read(400, "{\"error\":\"Bad Request\"}").exception())
        .hasMessageContaining("Bad Request");
    assertThat(read(400, "[1]").exception()).hasMessageContaining("[1]");
    assertThat(read(400, "x".repeat(100_000)).exception().getMessage()).hasSizeLessThan(1_000);
  }

  private static Failure read(int status, String body) {
    return Failure.read("Tried to x", status, body.getBytes(StandardCharsets.UTF_8), null);
  }
}
