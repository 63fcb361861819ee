package dev.sebring.embedded;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a server whether it is there. */
final class Health {
  private static final int LIMIT_MILLIS = 2000;

  private Health() {}

  /** Whether it answers within two seconds. */
  static boolean answers(URI apiUrl) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(apiUrl + "/health").toURL().openConnection();
      connection.setConnectTimeout(LIMIT_MILLIS);
      connection.setReadTimeout(LIMIT_MILLIS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
