package dev.sebring.client;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a new terminal is to be like. This class is not thread-safe.
 *
 * <pre>{@code
 * new PtyCreateOptions().setCols(120).setRows(40).setOnData(System.out::writeBytes)
 * }</pre>
 */
public final class PtyCreateOptions {
  private String id = UUID.randomUUID().toString();
  private @Nullable String cwd;
  private Map<String, String> envs = Map.of();
  private int cols = 120;
  private int rows = 30;
  private Consumer<byte[]> onData = ignored -> {};

  /** A terminal with a random id, 120 columns and 30 rows. */
  public PtyCreateOptions() {}

  /** Sets its id, which names it for other clients. */
  public PtyCreateOptions setId(String value) {
    this.id = Objects.requireNonNull(value, "id");
    return this;
  }

  /** Sets where its shell starts; {@code null}: in the sandbox's working directory. */
  public PtyCreateOptions setCwd(@Nullable String value) {
    this.cwd = value;
    return this;
  }

  /** Sets what is added to its shell's environment. */
  public PtyCreateOptions setEnvs(Map<String, String> value) {
    this.envs = Map.copyOf(value);
    return this;
  }

  /** Sets its width, 1 to 1000 columns. */
  public PtyCreateOptions setCols(int value) {
    this.cols = value;
    return this;
  }

  /** Sets its height, 1 to 1000 rows. */
  public PtyCreateOptions setRows(int value) {
    this.rows = value;
    return this;
  }

  /**
   * Sets who gets its output: bytes as they come, which may end within a character. It is called on
   * one thread; while it has not returned, the sandbox is read no further.
   */
  public PtyCreateOptions setOnData(Consumer<byte[]> value) {
    this.onData = Objects.requireNonNull(value, "onData");
    return this;
  }

  String id() {
    return id;
  }

  @Nullable String cwd() {
    return cwd;
  }

  Map<String, String> envs() {
    return envs;
  }

  int cols() {
    return cols;
  }

  int rows() {
    return rows;
  }

  Consumer<byte[]> onData() {
    return onData;
  }
}
