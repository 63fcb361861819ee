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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a failure into words for a model: what happened, and what to do next. */
final class Failures {
  private static final String TELL_THE_USER = " Trying again does not help: tell the user.";

  /** Answers to a wrong request, a file that is not there or not to be touched, and a conflict. */
  private static final Set<Integer> OF_THE_MODEL = Set.of(400, 403, 404, 409, 422);

  private Failures() {}

  static ToolResult result(String message, Duration duration, @Nullable RunDetails run) {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("status", "error");
    text.put("message", message);
    return new ToolResult(true, Json.write(text), duration, false, run);
  }

  static ToolResult result(DaytonaException failure, Duration duration) {
    return result(sentence(failure) + next(failure), duration, null);
  }

  /**
   * What a model did wrong it is told in the server's words; of anything else the user needs to
   * know what was tried, and where.
   */
  private static String sentence(DaytonaException failure) {
    String said = failure.serverMessage();
    String sentence =
        said != null && OF_THE_MODEL.contains(failure.statusCode())
            ? said
            : String.valueOf(failure.getMessage());
    return sentence.endsWith(".") ? sentence : sentence + ".";
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
