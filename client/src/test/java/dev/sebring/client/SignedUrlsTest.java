package dev.sebring.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignedUrlsTest {
  private static final URI TOOLBOX = URI.create("http://127.0.0.1/toolbox/1");

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1000));
  private final AtomicInteger fetches = new AtomicInteger();
  private final SignedUrls urls = new SignedUrls(new TestClock());

  /** Made with the function of Daytona's Python client. */
  @Test
  void aSignatureIsThatOfTheOfficialClients() {
    assertThat(url("a b+\u00e9.txt", Duration.ofSeconds(60)))
        .hasToString(
            TOOLBOX
                + "/files/download?path=a%20b%2B%C3%A9.txt&expires=1060&signature="
                + "v1_qO4z7YYqmR-rAnKiNoOlu2uGmlDB2yChWfxyHjKpl_w");
  }

  @Test
  void aUrlLastsAnHourAndForEverWhenThatIsAskedFor() {
    assertThat(url("f", null).getQuery()).contains("&expires=4600&");
    assertThat(url("f", Duration.ZERO).getQuery()).contains("&expires=0&");
    assertThatIllegalArgumentException().isThrownBy(() -> url("f", Duration.ofSeconds(-1)));
  }

  @Test
  void theKeyIsAskedForAgainAfterAWhile() {
    url("f", null);
    url("g", null);
    assertThat(fetches).hasValue(1);
    now.set(now.get().plusSeconds(16));
    url("f", null);
    assertThat(fetches).hasValue(2);
    URI before = url("f", null);
    urls.keep("another");
    assertThat(url("f", null)).isNotEqualTo(before);
    assertThat(fetches).hasValue(2);
  }

  private URI url(String path, @Nullable Duration time) {
    return urls.url(
        TOOLBOX,
        "/files/download",
        "GET",
        path,
        time,
        () -> {
          fetches.incrementAndGet();
          return "key";
        });
  }

  private final class TestClock extends Clock {
    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
