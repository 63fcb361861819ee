package dev.sebring.tools;

import dev.sebring.api.CodeLanguage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link DaytonaTools}. Nothing is contacted until the first call of a function. This class
 * is not thread-safe.
 */
public final class DaytonaToolsBuilder {
  private @Nullable String apiKey;
  private @Nullable String apiUrl;
  private @Nullable String sandboxId;
  private CodeLanguage sandboxLanguage = CodeLanguage.PYTHON;
  private @Nullable String sandboxTarget;
  private @Nullable String sandboxOs;
  private Duration autoStopInterval = Duration.ofMinutes(60);
  private @Nullable String sandboxOsUser;
  private Map<String, String> sandboxEnvVars = Map.of();
  private Map<String, String> sandboxLabels = Map.of();
  private @Nullable Boolean sandboxPublic;
  private @Nullable String organizationId;
  private Duration timeout = Duration.ofSeconds(300);
  private boolean autoCreateSandbox = true;
  private boolean verifySsl = true;
  private boolean persistent = true;
  private String instructions = Instructions.STANDARD;
  private boolean addInstructions;
  private List<String> functions = Functions.STANDARD;
  private @Nullable Path localDirectory;
  private @Nullable Boolean networkBlockAll;
  private @Nullable String networkAllowList;
  private @Nullable String domainAllowList;

  DaytonaToolsBuilder() {}

  /**
   * The key to the server; {@code DAYTONA_API_KEY} by default. With neither key nor address, the
   * embedded server is used.
   */
  public DaytonaToolsBuilder apiKey(@Nullable String value) {
    this.apiKey = value;
    return this;
  }

  /** The address of the server's control plane; {@code DAYTONA_API_URL} by default. */
  public DaytonaToolsBuilder apiUrl(@Nullable String value) {
    this.apiUrl = value;
    return this;
  }

  /**
   * The sandbox to use, for all sessions; it is started if it is stopped or archived. If it does
   * not exist, every call is an error that names it: no other is made in its place.
   */
  public DaytonaToolsBuilder sandboxId(@Nullable String value) {
    this.sandboxId = value;
    return this;
  }

  /** The language of {@code run_code} when the model does not say: Python by default. */
  public DaytonaToolsBuilder sandboxLanguage(CodeLanguage value) {
    this.sandboxLanguage = Objects.requireNonNull(value, "sandboxLanguage");
    return this;
  }

  /**
   * The region of new sandboxes; {@code DAYTONA_TARGET}, or else the server's choice, by default.
   */
  public DaytonaToolsBuilder sandboxTarget(@Nullable String value) {
    this.sandboxTarget = value;
    return this;
  }

  /** The operating system of new sandboxes: {@code linux}, or nothing, which means the same. */
  public DaytonaToolsBuilder sandboxOs(@Nullable String value) {
    this.sandboxOs = value;
    return this;
  }

  /**
   * The time without activity until a sandbox is stopped, in whole minutes: 60 min by default, zero
   * for never.
   */
  public DaytonaToolsBuilder autoStopInterval(Duration value) {
    this.autoStopInterval = Objects.requireNonNull(value, "autoStopInterval");
    return this;
  }

  /** The user that programs run as; the snapshot's own by default. */
  public DaytonaToolsBuilder sandboxOsUser(@Nullable String value) {
    this.sandboxOsUser = value;
    return this;
  }

  /** Added to the environment of programs in new sandboxes. */
  public DaytonaToolsBuilder sandboxEnvVars(Map<String, String> value) {
    this.sandboxEnvVars = Map.copyOf(value);
    return this;
  }

  /**
   * Labels of new sandboxes. The toolkit adds {@code created_by}, {@code persistent}, its session
   * and its language.
   */
  public DaytonaToolsBuilder sandboxLabels(Map<String, String> value) {
    this.sandboxLabels = Map.copyOf(value);
    return this;
  }

  /**
   * Whether previews of new sandboxes need no token. It is stored and returned; previews themselves
   * come later.
   */
  public DaytonaToolsBuilder sandboxPublic(@Nullable Boolean value) {
    this.sandboxPublic = value;
    return this;
  }

  /** The organization of sandboxes; the key's own by default. */
  public DaytonaToolsBuilder organizationId(@Nullable String value) {
    this.organizationId = value;
    return this;
  }

  /**
   * The time for each operation, its whole answer included, and the longest that a program may run:
   * 300 s by default.
   */
  public DaytonaToolsBuilder timeout(Duration value) {
    this.timeout = Objects.requireNonNull(value, "timeout");
    return this;
  }

  /** Whether a session without a sandbox gets one: yes by default. If not, its calls are errors. */
  public DaytonaToolsBuilder autoCreateSandbox(boolean value) {
    this.autoCreateSandbox = value;
    return this;
  }

  /**
   * Whether the server's certificate is checked: yes by default. Without, anyone on the path can
   * read the key. Affects this toolkit only.
   */
  public DaytonaToolsBuilder verifySsl(boolean value) {
    this.verifySsl = value;
    return this;
  }

  /**
   * Whether a session's sandbox outlives this toolkit: yes by default, and a later toolkit finds it
   * by the session's id. If not, each session has one of its own here, which {@link
   * DaytonaTools#close} deletes.
   */
  public DaytonaToolsBuilder persistent(boolean value) {
    this.persistent = value;
    return this;
  }

  /** How the model is to use the functions; a text of ours by default. */
  public DaytonaToolsBuilder instructions(String value) {
    this.instructions = Objects.requireNonNull(value, "instructions");
    return this;
  }

  /** Whether an agent adds the instructions to its own: no by default. */
  public DaytonaToolsBuilder addInstructions(boolean value) {
    this.addInstructions = value;
    return this;
  }

  /**
   * Gives the model these functions as well: {@code search_files}, {@code replace_in_files}, {@code
   * upload_file} and {@code download_file}, which need {@link #localDirectory}, and {@code
   * run_background} with {@code read_output} and {@code stop_process}. None of them by default.
   */
  public DaytonaToolsBuilder includeFunctions(String... names) {
    List<String> more = new ArrayList<>(functions);
    for (String name : names) {
      if (!more.contains(known(name))) {
        more.add(name);
      }
    }
    this.functions = List.copyOf(more);
    return this;
  }

  /** Keeps these functions from the model. Calls from Java can still make use of them. */
  public DaytonaToolsBuilder excludeFunctions(String... names) {
    List<String> fewer = new ArrayList<>(functions);
    for (String name : names) {
      fewer.remove(known(name));
    }
    this.functions = List.copyOf(fewer);
    return this;
  }

  private static String known(String name) {
    if (!Functions.STANDARD.contains(name) && !Functions.OPTIONAL.contains(name)) {
      throw new IllegalArgumentException(
          "there is no function \""
              + name
              + "\"; these exist: "
              + String.join(", ", Functions.STANDARD)
              + ", "
              + String.join(", ", Functions.OPTIONAL));
    }
    return name;
  }

  /**
   * The one directory of this machine that {@code upload_file} reads and {@code download_file}
   * writes, with all that is below it: whatever is there, the model can see. None by default.
   */
  public DaytonaToolsBuilder localDirectory(@Nullable Path value) {
    this.localDirectory = value;
    return this;
  }

  /**
   * Whether a session's sandbox reaches nothing at all, not even a name server. By default it
   * reaches what the server allows. This and the two lists are also set for a sandbox that the
   * session finds again, before it is used, and cannot go with {@link #sandboxId}.
   */
  public DaytonaToolsBuilder networkBlockAll(@Nullable Boolean value) {
    this.networkBlockAll = value;
    return this;
  }

  /**
   * The networks that a session's sandbox reaches, and nothing else but {@link #domainAllowList}:
   * up to ten in CIDR notation, separated by commas, such as {@code 192.0.2.0/24,10.1.0.0/16}. No
   * such list by default, and an empty one is none.
   */
  public DaytonaToolsBuilder networkAllowList(@Nullable String value) {
    this.networkAllowList = value;
    return this;
  }

  /**
   * The domains that a session's sandbox reaches, and nothing else but {@link #networkAllowList}:
   * up to ten names, separated by commas, such as {@code example.com,*.example.org}. No such list
   * by default, and an empty one is none.
   */
  public DaytonaToolsBuilder domainAllowList(@Nullable String value) {
    this.domainAllowList = value;
    return this;
  }

  /**
   * The toolkit.
   *
   * @throws IllegalArgumentException if a setting cannot be honoured; the message names it
   */
  public DaytonaTools build() {
    return new DaytonaTools(config());
  }

  ToolsConfig config() {
    return new ToolsConfig(
        apiKey,
        apiUrl,
        sandboxId,
        sandboxLanguage,
        sandboxTarget,
        sandboxOs,
        autoStopInterval,
        sandboxOsUser,
        sandboxEnvVars,
        sandboxLabels,
        sandboxPublic,
        organizationId,
        timeout,
        autoCreateSandbox,
        verifySsl,
        persistent,
        instructions,
        addInstructions,
        functions,
        localDirectory,
        new NetworkSettings(networkBlockAll, networkAllowList, domainAllowList));
  }
}
