package dev.sebring.tools;

import dev.sebring.api.Json;
import dev.sebring.client.DaytonaAuthenticationException;
import dev.sebring.client.DaytonaConflictException;
import dev.sebring.client.DaytonaConnectionException;
import dev.sebring.client.DaytonaException;
import dev.sebring.client.DaytonaFileNotFoundException;
import dev.sebring.client.DaytonaForbiddenException;
import dev.sebring.client.DaytonaRateLimitException;
import dev.sebring.client.DaytonaServerException;
import dev.sebring.client.DaytonaTimeoutException;
import dev.sebring.client.DaytonaTooLargeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a failure into words for a model: what happened, and what to do next. */
final class Failures {
  private static final String TELL_THE_USER = " Trying again does not help: tell the user.";

  private Failures() {}

  static ToolResult result(String message, Duration duration, @Nullable RunDetails run) {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("status", "error");
    text.put("message", message);
    return new ToolResult(true, Json.write(text), duration, false, run);
  }

  static ToolResult result(DaytonaException failure, Duration duration) {
    return result(failure.getMessage() + "." + next(failure), duration, null);
  }

  private static String next(DaytonaException failure) {
    if (failure instanceof DaytonaFileNotFoundException) {
      return " Use list_files to see what is there.";
    }
    if (failure instanceof DaytonaAuthenticationException) {
      return " The user has to check DAYTONA_API_KEY." + TELL_THE_USER;
    }
    if (failure instanceof DaytonaForbiddenException && failure.code() == null) {
      return TELL_THE_USER;
    }
    if (failure instanceof DaytonaRateLimitException) {
      return " Wait before the next call.";
    }
    if (failure instanceof DaytonaTooLargeException) {
      return " Send the output of the program to a file instead, and look at parts of that with"
          + " head, tail or grep.";
    }
    if (failure instanceof DaytonaTimeoutException) {
      return " Look whether it was done before doing it again.";
    }
    if (failure instanceof DaytonaConnectionException
        || failure instanceof DaytonaServerException
        || failure instanceof DaytonaConflictException) {
      return " Try once more; if it fails again, tell the user.";
    }
    return "";
  }
}
