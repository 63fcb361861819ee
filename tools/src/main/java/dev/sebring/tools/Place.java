package dev.sebring.tools;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a session works.
 *
 * @param directory the working directory, absolute
 * @param previous the one before, for {@code cd -}; {@code null} at the start
 */
record Place(String directory, @Nullable String previous) {

  /** Where a shell that started here and ended in {@code next} leaves the session. */
  Place then(@Nullable String next) {
    return next == null || next.equals(directory) ? this : new Place(next, directory);
  }

  /** What a shell needs to know of the way here. */
  Map<String, String> environment() {
    return previous == null ? Map.of() : Map.of("OLDPWD", previous);
  }
}
