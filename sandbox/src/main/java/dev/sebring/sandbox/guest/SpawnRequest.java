package dev.sebring.sandbox.guest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to start, and how. Made by {@link #builder}, which says what the parts mean and what they
 * are unless set. Immutable and thread-safe.
 */
public final class SpawnRequest {
  private final List<String> arguments;
  private final Map<String, Optional<String>> environment;
  private final List<ProcessInput> inputs;
  private final List<Descriptor> outputs;
  private final String user;
  private final @Nullable GuestPath directory;
  private final String label;
  private final long logCap;
  private final boolean merged;
  private final boolean stdin;
  private final boolean kept;
  private final @Nullable TerminalSize terminal;

  SpawnRequest(SpawnRequestBuilder from) {
    arguments = List.copyOf(from.arguments);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(from.environment));
    inputs = List.copyOf(from.inputs);
    outputs = List.copyOf(from.outputs);
    user = from.user;
    directory = from.directory;
    label = from.label;
    logCap = from.logCap;
    terminal = from.terminal;
    merged = from.merged || terminal != null;
    stdin = from.stdin || terminal != null;
    kept = from.kept;
  }

  /**
   * @param arguments the program first; one without a slash is looked up in the PATH of its
   *     environment
   */
  public static SpawnRequestBuilder builder(String... arguments) {
    return new SpawnRequestBuilder(List.of(arguments));
  }

  /** As {@link #builder(String...)}. */
  public static SpawnRequestBuilder builder(List<String> arguments) {
    return new SpawnRequestBuilder(arguments);
  }

  /** At least one: the program. */
  public List<String> arguments() {
    return arguments;
  }

  /** By name; empty: removed. */
  public Map<String, Optional<String>> environment() {
    return environment;
  }

  public List<ProcessInput> inputs() {
    return inputs;
  }

  public List<Descriptor> outputs() {
    return outputs;
  }

  /** Empty: root. */
  public String user() {
    return user;
  }

  /** Null: the user's home. */
  public @Nullable GuestPath directory() {
    return directory;
  }

  public String label() {
    return label;
  }

  /** In bytes; 0: the guest's default of 256 MiB. */
  public long logCap() {
    return logCap;
  }

  /** Standard output and error are one stream, in exact order. Always with a terminal. */
  public boolean merged() {
    return merged;
  }

  /** Standard input is open. Always with a terminal. */
  public boolean stdin() {
    return stdin;
  }

  /** Known after its end until released. */
  public boolean kept() {
    return kept;
  }

  public @Nullable TerminalSize terminal() {
    return terminal;
  }

  /** The program and the number of its arguments: those, and the environment, may hold secrets. */
  @Override
  public String toString() {
    return arguments.getFirst() + " with " + (arguments.size() - 1) + " arguments";
  }
}
