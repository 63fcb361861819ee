package dev.sebring.sandbox;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A hostname, or with {@code *.} in front every hostname below one, at any depth, but not that one
 * itself: {@code *.example.com} matches {@code a.example.com} and {@code a.b.example.com}, not
 * {@code example.com}. Immutable and thread-safe.
 *
 * @param name in lower case, without {@code *.} and without a dot at its end
 * @param below whether the names below are meant
 */
public record DomainPattern(String name, boolean below) {
  private static final String BELOW = "*.";
  private static final int LONGEST = 253;
  private static final Pattern HOSTNAME =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+");

  public DomainPattern {
    requireNonNull(name, "name");
    if (name.length() > LONGEST
        || !HOSTNAME.matcher(name).matches()
        || ADDRESS.matcher(name).matches()) {
      throw wrong((below ? BELOW : "") + name);
    }
  }

  /**
   * Reads {@code example.com} or {@code *.example.com}, in any case, also with a dot at its end.
   *
   * @throws IllegalArgumentException with a message that quotes the text and says what is right
   */
  public static DomainPattern parse(String text) {
    boolean below = text.startsWith(BELOW);
    String name = canonical(below ? text.substring(BELOW.length()) : text);
    try {
      return new DomainPattern(name, below);
    } catch (IllegalArgumentException e) {
      throw wrong(text);
    }
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "\"%s\" is not a hostname such as example.com or *.example.com: no address, scheme, port or path, and non-ASCII names as xn--..."
            .formatted(text));
  }

  private static String canonical(String hostname) {
    String name = hostname.toLowerCase(Locale.ROOT);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /** Whether a hostname is meant, in any case, also with a dot at its end. */
  public boolean matches(String hostname) {
    String asked = canonical(hostname);
    return below ? asked.endsWith("." + name) : asked.equals(name);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return below ? BELOW + name : name;
  }
}
