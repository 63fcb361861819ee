package dev.sebring.client;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.CreateSandbox;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a new sandbox is to be.
 *
 * @param name unique in the organization; {@code null}: its id
 * @param language of its code runs when they do not say
 * @param snapshot what it is made from; {@code null}: the server's default
 * @param user that its programs run as; {@code null}: the snapshot's
 * @param envVars the environment of its programs
 * @param labels free, to find it by
 * @param isPublic whether previews need no token; {@code null}: they do
 * @param target the region; {@code null}: the client's
 * @param networkBlockAll whether it reaches nothing; {@code null}: it reaches what the server
 *     allows
 * @param networkAllowList the networks that it reaches and nothing else, as CIDRs separated by
 *     commas, at most ten; {@code null}: no such list
 * @param domainAllowList the domains that it reaches and nothing else, separated by commas, at most
 *     ten; {@code *.example.com} is every name below, not the name itself; {@code null}: no such
 *     list
 * @param autoStop time without activity until it is stopped, whole minutes; zero: never; {@code
 *     null}: the server's default
 * @param autoDelete time stopped until it is deleted, whole minutes; zero: at once; negative:
 *     never; {@code null}: the server's default
 */
public record CreateSandboxParams(
    @Nullable String name,
    CodeLanguage language,
    @Nullable String snapshot,
    @Nullable String user,
    Map<String, String> envVars,
    Map<String, String> labels,
    @Nullable Boolean isPublic,
    @Nullable String target,
    @Nullable Boolean networkBlockAll,
    @Nullable String networkAllowList,
    @Nullable String domainAllowList,
    @Nullable Duration autoStop,
    @Nullable Duration autoDelete) {

  /** The label that the language travels in. */
  public static final String LANGUAGE_LABEL = "code-toolbox-language";

  public CreateSandboxParams {
    Objects.requireNonNull(language, "language");
    envVars = Map.copyOf(envVars);
    labels = Map.copyOf(labels);
    wholeMinutes(autoStop, "autoStop");
    wholeMinutes(autoDelete, "autoDelete");
    if (autoStop != null && autoStop.isNegative()) {
      throw new IllegalArgumentException(
          "autoStop is negative: " + autoStop + "; zero turns it off");
    }
  }

  /** A builder: Python, and everything else as the server has it. */
  public static Builder builder() {
    return new Builder();
  }

  CreateSandbox toRequest(@Nullable String defaultTarget) {
    Map<String, String> all = new HashMap<>(labels);
    all.put(LANGUAGE_LABEL, language.wire());
    return new CreateSandbox(
        name,
        snapshot,
        user,
        envVars.isEmpty() ? null : envVars,
        all,
        isPublic,
        networkBlockAll,
        networkAllowList,
        domainAllowList,
        target != null ? target : defaultTarget,
        null,
        null,
        null,
        minutes(autoStop),
        null,
        minutes(autoDelete));
  }

  private static void wholeMinutes(@Nullable Duration duration, String name) {
    if (duration != null && !duration.equals(Duration.ofMinutes(duration.toMinutes()))) {
      throw new IllegalArgumentException(name + " is not a whole number of minutes: " + duration);
    }
  }

  private static @Nullable Integer minutes(@Nullable Duration duration) {
    return duration == null ? null : Math.toIntExact(duration.toMinutes());
  }

  /** Builds {@link CreateSandboxParams}. This class is not thread-safe. */
  public static final class Builder {
    private @Nullable String name;
    private CodeLanguage language = CodeLanguage.PYTHON;
    private @Nullable String snapshot;
    private @Nullable String user;
    private Map<String, String> envVars = Map.of();
    private Map<String, String> labels = Map.of();
    private @Nullable Boolean isPublic;
    private @Nullable String target;
    private @Nullable Boolean networkBlockAll;
    private @Nullable String networkAllowList;
    private @Nullable String domainAllowList;
    private @Nullable Duration autoStop;
    private @Nullable Duration autoDelete;

    private Builder() {}

    /** Sets the name; the id if {@code null}. */
    public Builder name(@Nullable String value) {
      this.name = value;
      return this;
    }

    /** Sets the language of code runs: Python by default. */
    public Builder language(CodeLanguage value) {
      this.language = value;
      return this;
    }

    /** Sets what it is made from; the server's default if {@code null}. */
    public Builder snapshot(@Nullable String value) {
      this.snapshot = value;
      return this;
    }

    /** Sets the user that programs run as; the snapshot's if {@code null}. */
    public Builder user(@Nullable String value) {
      this.user = value;
      return this;
    }

    /** Sets the environment of programs; empty by default. */
    public Builder envVars(Map<String, String> value) {
      this.envVars = value;
      return this;
    }

    /** Sets the labels; none by default. */
    public Builder labels(Map<String, String> value) {
      this.labels = value;
      return this;
    }

    /** Sets whether previews need no token. */
    public Builder isPublic(@Nullable Boolean value) {
      this.isPublic = value;
      return this;
    }

    /** Sets the region; the client's if {@code null}. */
    public Builder target(@Nullable String value) {
      this.target = value;
      return this;
    }

    /** Sets whether it reaches nothing. */
    public Builder networkBlockAll(@Nullable Boolean value) {
      this.networkBlockAll = value;
      return this;
    }

    /** Sets the networks that it reaches, as CIDRs separated by commas. */
    public Builder networkAllowList(@Nullable String value) {
      this.networkAllowList = value;
      return this;
    }

    /** Sets the domains that it reaches, separated by commas. */
    public Builder domainAllowList(@Nullable String value) {
      this.domainAllowList = value;
      return this;
    }

    /** Sets the time without activity until it is stopped; zero for never. */
    public Builder autoStop(@Nullable Duration value) {
      this.autoStop = value;
      return this;
    }

    /** Sets the time stopped until it is deleted; zero for at once, negative for never. */
    public Builder autoDelete(@Nullable Duration value) {
      this.autoDelete = value;
      return this;
    }

    /**
     * The parameters.
     *
     * @throws IllegalArgumentException if a time is not a whole number of minutes
     */
    public CreateSandboxParams build() {
      return new CreateSandboxParams(
          name,
          language,
          snapshot,
          user,
          envVars,
          labels,
          isPublic,
          target,
          networkBlockAll,
          networkAllowList,
          domainAllowList,
          autoStop,
          autoDelete);
    }
  }
}
