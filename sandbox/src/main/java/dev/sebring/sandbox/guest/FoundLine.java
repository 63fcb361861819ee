package dev.sebring.sandbox.guest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * A line that a search found. Immutable and thread-safe as long as nobody writes to its array,
 * which is not copied.
 *
 * @param path relative to the searched directory; {@code .} if a file was searched
 * @param line from 1
 * @param content of the line without its end, not always text; of a very long line a part with what
 *     was found in it
 */
public record FoundLine(GuestPath path, long line, byte[] content) {
  public FoundLine {
    requireNonNull(path, "path");
    requireNonNull(content, "content");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FoundLine found
        && path.equals(found.path)
        && line == found.line
        && Arrays.equals(content, found.content);
  }

  @Override
  public int hashCode() {
    return path.hashCode() * 31 + Long.hashCode(line);
  }

  @Override
  public String toString() {
    return path + ":" + line + ":" + new String(content, UTF_8);
  }
}
