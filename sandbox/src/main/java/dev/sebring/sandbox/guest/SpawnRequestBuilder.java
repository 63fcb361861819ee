package dev.sebring.sandbox.guest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what to start, part by part. {@link #build} checks the whole. Not thread-safe. */
public final class SpawnRequestBuilder {
  private static final int MAX_LABEL_BYTES = 16_384;

  final List<String> arguments;
  final Map<String, Optional<String>> environment = new LinkedHashMap<>();
  final List<ProcessInput> inputs = new ArrayList<>();
  final List<Descriptor> outputs = new ArrayList<>();
  String user = "";
  @Nullable GuestPath directory;
  String label = "";
  long logCap;
  boolean merged;
  boolean stdin;
  boolean kept;
  @Nullable TerminalSize terminal;

  SpawnRequestBuilder(List<String> arguments) {
    this.arguments = List.copyOf(arguments);
  }

  /**
   * Sets a variable over the environment of process 1 and the user's HOME, USER, LOGNAME and SHELL.
   */
  public SpawnRequestBuilder env(String name, String value) {
    environment.put(name, Optional.of(value));
    return this;
  }

  /** {@link #env(String, String)} for each. */
  public SpawnRequestBuilder env(Map<String, String> variables) {
    variables.forEach(this::env);
    return this;
  }

  /** Removes a variable that process 1 has. */
  public SpawnRequestBuilder unsetEnv(String name) {
    environment.put(name, Optional.empty());
    return this;
  }

  /**
   * A name of the sandbox's {@code /etc/passwd}, or a decimal {@code uid} or {@code uid:gid}.
   * Default: root.
   */
  public SpawnRequestBuilder user(String name) {
    user = requireNonNull(name, "name");
    return this;
  }

  /** Where it starts, absolute. Default: the user's home. */
  public SpawnRequestBuilder directory(GuestPath path) {
    directory = requireNonNull(path, "path");
    return this;
  }

  /**
   * Makes standard output and error one stream whose order is exact; all of it arrives as {@link
   * Descriptor#STDOUT}. Default: two streams.
   */
  public SpawnRequestBuilder mergeOutput() {
    merged = true;
    return this;
  }

  /** Opens standard input for {@link GuestProcess#stdin}. Default: at its end. */
  public SpawnRequestBuilder openStdin() {
    stdin = true;
    return this;
  }

  /**
   * Keeps the process and its log known after its end, until {@link Guest#release}. Default:
   * forgotten once all of it has ended and nobody reads.
   */
  public SpawnRequestBuilder keep() {
    kept = true;
    return this;
  }

  /**
   * For the caller's own use, given back by {@link Guest#processes}; at most 16,384 bytes of UTF-8.
   * Default: empty.
   */
  public SpawnRequestBuilder label(String text) {
    label = requireNonNull(text, "text");
    return this;
  }

  /** How many bytes of output are kept, more than 0. Default: 256 MiB. */
  public SpawnRequestBuilder logCap(long bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("a log cap must be more than 0: " + bytes);
    }
    logCap = bytes;
    return this;
  }

  /** Runs it on a terminal, with merged output and open standard input. Default: pipes. */
  public SpawnRequestBuilder terminal(TerminalSize size) {
    terminal = requireNonNull(size, "size");
    return this;
  }

  /** A descriptor at which the process finds these bytes as a file. The array is not copied. */
  public SpawnRequestBuilder input(Descriptor descriptor, byte[] bytes) {
    return input(new ProcessInput(descriptor, bytes.length, () -> new ByteArrayInputStream(bytes)));
  }

  /** A descriptor at which the process finds {@code input} as a file. */
  public SpawnRequestBuilder input(ProcessInput input) {
    inputs.add(requireNonNull(input, "input"));
    return this;
  }

  /**
   * A descriptor, 3 to 63, at which the process finds a pipe. What it writes there comes with that
   * descriptor as its tag, is in no log, and is kept up to 8 MiB.
   */
  public SpawnRequestBuilder output(Descriptor descriptor) {
    ProcessInput.requireExtra(descriptor);
    outputs.add(descriptor);
    return this;
  }

  /**
   * @throws IllegalArgumentException if there is no program, a text contains a zero character, a
   *     variable's name is empty or has a {@code =}, the directory is relative, the label is too
   *     long, or two inputs or outputs have one descriptor
   */
  public SpawnRequest build() {
    if (arguments.isEmpty() || arguments.getFirst().isEmpty()) {
      throw new IllegalArgumentException("no program to start: the first argument names it");
    }
    arguments.forEach(argument -> requireNoZero(argument, "an argument"));
    requireNoZero(user, "the user");
    environment.forEach(SpawnRequestBuilder::requireVariable);
    if (directory != null && !directory.isAbsolute()) {
      throw new IllegalArgumentException("the directory must be absolute: " + directory);
    }
    if (label.getBytes(UTF_8).length > MAX_LABEL_BYTES) {
      throw new IllegalArgumentException("a label has at most " + MAX_LABEL_BYTES + " bytes");
    }
    Set<Descriptor> used = new HashSet<>();
    inputs.forEach(input -> requireUnused(used, input.descriptor()));
    outputs.forEach(output -> requireUnused(used, output));
    return new SpawnRequest(this);
  }

  private static void requireVariable(String name, Optional<String> value) {
    if (name.isEmpty() || name.indexOf('=') >= 0) {
      throw new IllegalArgumentException("not a name of an environment variable: \"" + name + "\"");
    }
    requireNoZero(name, "the name of an environment variable");
    value.ifPresent(text -> requireNoZero(text, "the value of " + name));
  }

  private static void requireNoZero(String text, String what) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(what + " cannot contain a zero character");
    }
  }

  private static void requireUnused(Set<Descriptor> used, Descriptor descriptor) {
    if (!used.add(descriptor)) {
      throw new IllegalArgumentException(descriptor + " is given twice");
    }
  }
}
