package dev.sebring.server.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.sebring.sandbox.SandboxId;
import dev.sebring.server.store.SigningKeyStore;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Each sandbox's key for URLs of its files, and what such a key has signed (contract 4.4):
 *
 * <pre>
 *   "v1_" + base64url(HMAC-SHA256(key, "v1:files:" + METHOD + ":" + path + ":" + expires))
 * </pre>
 *
 * Thread-safe.
 */
public final class SigningKeys {
  private static final int KEY_BYTES = 32;
  private static final Pattern SECONDS = Pattern.compile("\\d{1,18}");
  private static final String ALGORITHM = "HmacSHA256";

  private final SigningKeyStore store;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public SigningKeys(SigningKeyStore store, Clock clock) {
    this.store = requireNonNull(store, "store");
    this.clock = requireNonNull(clock, "clock");
  }

  /** The key of a sandbox, made at random the first time. */
  public String key(SandboxId sandbox) {
    return store.find(sandbox).orElseGet(() -> store.getOrMake(sandbox, this::randomKey));
  }

  /** A new key: what the old one has signed is worth nothing from now on. */
  public String rotate(SandboxId sandbox) {
    String key = randomKey();
    store.put(sandbox, key);
    return key;
  }

  private String randomKey() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * Whether a sandbox's key has signed this and it has not expired.
   *
   * @param path as the signer gave it, decoded
   * @param expires seconds since 1970 in digits; {@code 0}: never
   */
  public boolean isValid(
      SandboxId sandbox, String method, String path, String expires, String signature) {
    Optional<String> key = store.find(sandbox);
    if (key.isEmpty() || !SECONDS.matcher(expires).matches()) {
      return false;
    }
    byte[] right = sign(key.get(), method, path, expires).getBytes(UTF_8);
    long end = Long.parseLong(expires);
    return MessageDigest.isEqual(right, signature.getBytes(UTF_8))
        && (end == 0 || clock.instant().getEpochSecond() < end);
  }

  static String sign(String key, String method, String path, String expires) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
      String text = "v1:files:" + method + ":" + path + ":" + expires;
      return "v1_"
          + Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
