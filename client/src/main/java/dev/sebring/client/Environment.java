package dev.sebring.client;

import org.jspecify.annotations.Nullable;

/** The variables that configure a client. An empty variable counts as not set. */
@FunctionalInterface
interface Environment {
  String API_KEY = "DAYTONA_API_KEY";
  String API_URL = "DAYTONA_API_URL";
  String OLD_API_URL = "DAYTONA_SERVER_URL";
  String TARGET = "DAYTONA_TARGET";

  @Nullable String variable(String name);

  /** The first given value that is neither {@code null} nor blank. */
  static @Nullable String first(@Nullable String... values) {
    for (String value : values) {
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    return null;
  }
}
