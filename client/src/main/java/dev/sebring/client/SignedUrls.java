package dev.sebring.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs URLs of a sandbox's files with the sandbox's key (Daytona API v0, contract 4.4). The key is
 * kept for a short time. This class is thread-safe.
 */
final class SignedUrls {
  private static final Duration KEY_KEPT = Duration.ofSeconds(15);
  private static final Duration USUAL_TIME = Duration.ofHours(1);
  private static final String ALGORITHM = "HmacSHA256";

  private final Clock clock;
  private @Nullable String key;
  private Instant fetched = Instant.EPOCH;

  SignedUrls(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param toolbox the address of the sandbox's toolbox
   * @param operation below it
   * @param time {@code null}: an hour; zero: for ever
   */
  URI url(
      URI toolbox,
      String operation,
      String method,
      String path,
      @Nullable Duration time,
      Supplier<String> fetch) {
    Duration valid = time == null ? USUAL_TIME : time;
    if (valid.isNegative()) {
      throw new IllegalArgumentException("the time of a URL cannot be negative: " + valid);
    }
    long expires = valid.isZero() ? 0 : clock.instant().plus(valid).getEpochSecond();
    String signature = sign(key(fetch), "v1:files:" + method + ":" + path + ":" + expires);
    return URI.create(
        toolbox
            + operation
            + "?path="
            + Operation.encode(path)
            + "&expires="
            + expires
            + "&signature="
            + signature);
  }

  private synchronized String key(Supplier<String> fetch) {
    String known = key;
    if (known == null || clock.instant().isAfter(fetched.plus(KEY_KEPT))) {
      known = fetch.get();
      keep(known);
    }
    return known;
  }

  /** A key that has just been told. */
  synchronized void keep(String newKey) {
    key = newKey;
    fetched = clock.instant();
  }

  private static String sign(String key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
      byte[] hmac = mac.doFinal(text.getBytes(UTF_8));
      return "v1_" + Base64.getUrlEncoder().withoutPadding().encodeToString(hmac);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
