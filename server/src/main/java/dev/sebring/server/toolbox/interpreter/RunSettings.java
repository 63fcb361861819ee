package dev.sebring.server.toolbox.interpreter;

import static java.util.Objects.requireNonNull;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.InterpreterRequest;
import dev.sebring.server.http.ApiException;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks to be run, checked. Immutable and thread-safe.
 *
 * @param context the id of one
 * @param seconds that it may take, as a decimal number; 0: any
 * @param result whether the value of the last expression is asked for
 */
record RunSettings(
    String code, String context, Map<String, String> envs, String seconds, boolean result) {
  private static final double DEFAULT_SECONDS = 600;
  private static final double MOST_SECONDS = 365 * 24 * 3600;

  RunSettings {
    requireNonNull(code, "code");
    requireNonNull(context, "context");
    envs = Map.copyOf(envs);
    requireNonNull(seconds, "seconds");
  }

  /**
   * @param additions whether our own to the wire are listened to
   * @throws ApiException 400 that names what is wrong
   */
  static RunSettings of(InterpreterRequest request, boolean additions) {
    if (request.code().isBlank()) {
      throw ApiException.badRequest("code is required");
    }
    return new RunSettings(
        request.code(),
        context(request, additions),
        envs(request.envs()),
        seconds(request.timeout()),
        additions && Boolean.TRUE.equals(request.result()));
  }

  private static String context(InterpreterRequest request, boolean additions) {
    String id = request.contextId();
    if (id != null && !id.isBlank()) {
      return id;
    }
    CodeLanguage language = request.language();
    return ContextLabel.defaultId(additions && language != null ? language : CodeLanguage.PYTHON);
  }

  private static Map<String, String> envs(@Nullable Map<String, String> envs) {
    if (envs == null) {
      return Map.of();
    }
    envs.forEach((name, value) -> {
      if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
        throw ApiException.badRequest("envs: \"" + name + "\" cannot be the name of a variable");
      }
      if (value.indexOf('\0') >= 0) {
        throw ApiException.badRequest("envs: the value of " + name + " contains a zero character");
      }
    });
    return envs;
  }

  private static String seconds(@Nullable Double timeout) {
    double seconds = timeout == null ? DEFAULT_SECONDS : timeout;
    if (!(seconds >= 0)) {
      throw ApiException.badRequest(
          "timeout must be a number of seconds, or 0 for none, not " + seconds);
    }
    return BigDecimal.valueOf(Math.min(seconds, MOST_SECONDS)).stripTrailingZeros().toPlainString();
  }
}
