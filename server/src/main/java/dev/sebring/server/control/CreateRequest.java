package dev.sebring.server.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.lifecycle.NewSandbox;
import dev.sebring.server.store.Lifetime;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of {@code POST /sandbox}. It looks at the JSON itself, so that a field that this
 * server does not honour is refused by its name instead of being ignored; one that asks for nothing
 * ({@code {}}, {@code []}, {@code false}, 0, an empty text) passes. Thread-safe.
 */
final class CreateRequest {
  private static final int MAX_NAME_LENGTH = 200;
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M} ./_:@+-]*");
  private static final Pattern ENV_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final Set<String> HONOURED =
      Set.of(
          "name",
          "snapshot",
          "user",
          "env",
          "labels",
          "public",
          NetworkFields.BLOCK_ALL,
          NetworkFields.NETWORKS,
          NetworkFields.DOMAINS,
          "target",
          "cpu",
          "memory",
          "disk",
          "autoStopInterval",
          "autoArchiveInterval",
          "autoDeleteInterval",
          "ttlMinutes");

  private final Installation installation;
  private final HostLimits limits;

  CreateRequest(Installation installation, HostLimits limits) {
    this.installation = installation;
    this.limits = limits;
  }

  /**
   * @throws ApiException 400 that names the field, 404 for an unknown region
   */
  NewSandbox read(JsonNode node) {
    Fields fields = Fields.of(node);
    refuseUnsupported(node);
    int ttl = fields.wholeNumber("ttlMinutes", 0);
    return new NewSandbox(
        name(fields),
        fields.text("snapshot", installation.defaultSnapshot()),
        fields.textIfAny("user"),
        env(fields),
        fields.texts("labels"),
        fields.flag("public"),
        target(fields),
        resources(fields),
        NetworkFields.change(fields).apply(NetworkPolicy.PUBLIC),
        lifetime(fields),
        ttl == 0 ? null : Intervals.timeToLive(ttl));
  }

  private static void refuseUnsupported(JsonNode node) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!HONOURED.contains(field.getKey()) && !Fields.asksForNothing(field.getValue())) {
        throw ApiException.badRequest(
            "the field \""
                + field.getKey()
                + "\" is not supported by this server yet: leave it out");
      }
    }
  }

  /** A name stands where an id may, so it must not be taken for one. */
  private static boolean isId(String name) {
    return SandboxId.isValid(name.toLowerCase(Locale.ROOT));
  }

  private static @Nullable String name(Fields fields) {
    String name = fields.textIfAny("name");
    if (name == null) {
      return null;
    }
    if (name.length() > MAX_NAME_LENGTH || !NAME.matcher(name).matches() || isId(name)) {
      throw ApiException.badRequest(
          "name must have 1 to "
              + MAX_NAME_LENGTH
              + " letters, digits, spaces or . / _ - : @ + characters, begin with a letter or"
              + " digit, and not look like a sandbox id");
    }
    return name;
  }

  private static Map<String, String> env(Fields fields) {
    Map<String, String> env = fields.texts("env");
    env.forEach((name, value) -> {
      if (!ENV_NAME.matcher(name).matches()) {
        throw ApiException.badRequest(
            "env: \"" + name + "\" is not a name for an environment variable");
      }
      if (value.indexOf(0) >= 0) {
        throw ApiException.badRequest("env: the value of " + name + " contains a NUL");
      }
    });
    return env;
  }

  private String target(Fields fields) {
    String target = fields.text("target", installation.region());
    if (!target.equals(installation.region())) {
      throw ApiException.notFound(
          "region \""
              + target
              + "\" not found: this server has one, \""
              + installation.region()
              + "\"; leave target (DAYTONA_TARGET) out");
    }
    return target;
  }

  private Resources resources(Fields fields) {
    boolean asked = fields.has("cpu") || fields.has("memory") || fields.has("disk");
    if (asked && fields.has("snapshot")) {
      throw ApiException.badRequest(
          "cpu, memory and disk cannot be given together with a snapshot, which has its own");
    }
    return limits.resources(fields.number("cpu"), fields.number("memory"), fields.number("disk"));
  }

  private static Lifetime lifetime(Fields fields) {
    Lifetime none = Lifetime.DEFAULT;
    Duration stopAfter =
        fields.has("autoStopInterval")
            ? Intervals.stopAfter(fields.wholeNumber("autoStopInterval", 0))
            : none.stopAfter();
    Duration archiveAfter =
        fields.has("autoArchiveInterval")
            ? Intervals.archiveAfter(fields.wholeNumber("autoArchiveInterval", 0))
            : none.archiveAfter();
    return new Lifetime(
        stopAfter,
        archiveAfter,
        Intervals.deleteAfter(fields.wholeNumber("autoDeleteInterval", -1)),
        null);
  }
}
