package dev.sebring.server.toolbox.process;

import static java.util.Objects.requireNonNull;

import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.SpawnRequestBuilder;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.lifecycle.Usage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of how to run, checked. Immutable and thread-safe.
 *
 * @param resources what the sandbox may use at most
 * @param split keep standard output and error apart, and tell them apart in the answer
 * @param tellOutput also of a program that was killed
 * @param timeout empty: as long as it takes
 */
record RunSettings(
    Resources resources,
    String user,
    GuestPath directory,
    Map<String, String> variables,
    boolean split,
    boolean tellOutput,
    Optional<Duration> timeout) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final String SPLIT_OUTPUT = "X-Daytona-Split-Output";

  RunSettings {
    requireNonNull(resources, "resources");
    requireNonNull(user, "user");
    requireNonNull(directory, "directory");
    variables = Map.copyOf(variables);
    requireNonNull(timeout, "timeout");
  }

  /**
   * @throws ApiException 400 that names what is wrong
   */
  static RunSettings of(
      Exchange exchange,
      ToolboxContext sandbox,
      @Nullable String directory,
      @Nullable Map<String, String> variables,
      @Nullable Integer seconds) {
    boolean split =
        sandbox.additions()
            && "true".equalsIgnoreCase(exchange.header(SPLIT_OUTPUT).orElse("").strip());
    return new RunSettings(
        sandbox.resources(),
        sandbox.user(),
        directory(sandbox, directory),
        checked(variables == null ? Map.of() : variables),
        split,
        sandbox.additions(),
        timeout(seconds));
  }

  private static GuestPath directory(ToolboxContext sandbox, @Nullable String asked) {
    GuestPath start = GuestPath.of(sandbox.workDir());
    if (asked == null || asked.isBlank()) {
      return start;
    }
    if (asked.indexOf('\0') >= 0) {
      throw ApiException.badRequest("cwd cannot contain a zero character");
    }
    return start.resolve(asked);
  }

  private static Map<String, String> checked(Map<String, String> variables) {
    variables.forEach((name, value) -> {
      if (!NAME.matcher(name).matches()) {
        throw ApiException.badRequest(
            "envs: \""
                + name
                + "\" cannot be the name of a variable: use letters, digits and _, not beginning"
                + " with a digit");
      }
      if (value.indexOf('\0') >= 0) {
        throw ApiException.badRequest("envs: the value of " + name + " contains a zero character");
      }
    });
    return variables;
  }

  private static Optional<Duration> timeout(@Nullable Integer seconds) {
    if (seconds == null || seconds == 0) {
      return Optional.empty();
    }
    if (seconds < 0) {
      throw ApiException.badRequest(
          "timeout must be a number of seconds, or 0 for none, not " + seconds);
    }
    return Optional.of(Duration.ofSeconds(seconds));
  }

  /** Sets what is not the program's own. */
  void applyTo(SpawnRequestBuilder start) {
    start.user(user).directory(directory).keep().label(Usage.CALL);
    if (!split) {
      start.mergeOutput();
    }
  }
}
