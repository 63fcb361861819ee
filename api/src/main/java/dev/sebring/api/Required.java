package dev.sebring.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses absent values with the name of the key, so that an error names what is missing. */
final class Required {
  private Required() {}

  static <T> T key(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  /** A copy of a free JSON object, whose values may be {@code null}. */
  static Map<String, Object> object(@Nullable Map<String, Object> value, String name) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(key(value, name)));
  }
}
