package dev.sebring.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The languages that a sandbox runs code in (Daytona API v0, contract 3.2). */
public enum CodeLanguage {
  PYTHON("python"),
  JAVASCRIPT("javascript"),
  TYPESCRIPT("typescript");

  private final String wire;

  CodeLanguage(String wire) {
    this.wire = wire;
  }

  /** The value on the wire. */
  @JsonValue
  public String wire() {
    return wire;
  }

  /**
   * The language of a wire value.
   *
   * @throws IllegalArgumentException if there is no such language; the message lists those that
   *     there are
   */
  @JsonCreator
  public static CodeLanguage fromWire(String wire) {
    return find(wire)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown language \""
                    + wire
                    + "\": use one of "
                    + Arrays.stream(values())
                        .map(CodeLanguage::wire)
                        .collect(Collectors.joining(", "))));
  }

  /** The language of a wire value, empty if there is no such language. */
  public static Optional<CodeLanguage> find(String wire) {
    return Arrays.stream(values()).filter(language -> language.wire.equals(wire)).findFirst();
  }
}
