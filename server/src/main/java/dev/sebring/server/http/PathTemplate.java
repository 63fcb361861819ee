package dev.sebring.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path with {@code {parameters}}, each one whole segment. Paths are split at the slashes of their
 * raw form and decoded afterwards, so that {@code %2F} in a parameter is part of its value. The
 * last segment may be {@code {name...}}: the rest of the path, however long, which is not decoded.
 * Immutable and thread-safe.
 *
 * @param segments between the slashes
 */
public record PathTemplate(List<String> segments) {
  private static final Pattern SLASH = Pattern.compile("/");

  public PathTemplate {
    segments = List.copyOf(segments);
  }

  /**
   * @throws IllegalArgumentException if {@code text} does not begin with a slash
   */
  public static PathTemplate of(String text) {
    return new PathTemplate(split(text));
  }

  /** The segments of an absolute path, still encoded. A slash at the end makes no difference. */
  static List<String> split(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("not an absolute path: " + path);
    }
    int end = path.length() > 1 && path.endsWith("/") ? path.length() - 1 : path.length();
    return List.of(SLASH.split(path.substring(1, end), -1));
  }

  /** Whether it ends in {@code {name...}}. */
  public boolean isOpenEnded() {
    return segments.getLast().endsWith("...}");
  }

  /** The segments that every path of this form has. */
  private List<String> always() {
    return isOpenEnded() ? segments.subList(0, segments.size() - 1) : segments;
  }

  /**
   * What comes after the segments that every path of this form has: raw, with the slash before it;
   * empty if that is all.
   *
   * @param path raw, of this form
   */
  String rest(String path) {
    int at = 0;
    for (int i = 0; i <= always().size() && at >= 0; i++) {
      at = path.indexOf('/', i == 0 ? 0 : at + 1);
    }
    return at < 0 ? "" : path.substring(at);
  }

  /**
   * The decoded parameters of a path that has this form; empty if it has another.
   *
   * @param path as {@link #split} gives it
   * @throws ApiException 400 if a parameter is not percent-encoded UTF-8
   */
  Optional<Map<String, String>> match(List<String> path) {
    List<String> always = always();
    if (isOpenEnded() ? path.size() < always.size() : path.size() != always.size()) {
      return Optional.empty();
    }
    for (int i = 0; i < always.size(); i++) {
      if (isParameter(always.get(i)) ? path.get(i).isEmpty() : !always.get(i).equals(path.get(i))) {
        return Optional.empty();
      }
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < always.size(); i++) {
      String segment = always.get(i);
      if (isParameter(segment)) {
        parameters.put(segment.substring(1, segment.length() - 1), decode(path.get(i)));
      }
    }
    return Optional.of(Map.copyOf(parameters));
  }

  /** How many segments are fixed: the more, the better a match. */
  long fixedSegments() {
    return segments.stream().filter(segment -> !isParameter(segment)).count();
  }

  /** The names of the parameters, in their order. */
  public List<String> parameters() {
    return segments.stream()
        .filter(PathTemplate::isParameter)
        .map(segment -> segment.substring(1, segment.length() - 1).replace("...", ""))
        .toList();
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  private static String decode(String segment) {
    byte[] raw = segment.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(raw.length);
    try {
      for (int i = 0; i < raw.length; i++) {
        if (raw[i] == '%') {
          bytes.put((byte) HexFormat.fromHexDigits(segmentHex(raw, i)));
          i += 2;
        } else {
          bytes.put(raw[i]);
        }
      }
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw ApiException.badRequest(
          "the path segment \"" + segment + "\" is not percent-encoded UTF-8");
    }
  }

  private static String segmentHex(byte[] raw, int percent) {
    if (percent + 2 >= raw.length) {
      throw new IllegalArgumentException("cut short");
    }
    return new String(raw, percent + 1, 2, StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "/" + String.join("/", segments);
  }
}
