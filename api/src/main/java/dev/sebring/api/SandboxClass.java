package dev.sebring.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What kind of machine a sandbox is (Daytona API v0, contract 6.1). */
public enum SandboxClass {
  LINUX_VM("linux-vm"),
  CONTAINER("container"),
  ANDROID("android"),
  WINDOWS("windows"),

  /** A value that this version does not know; never sent. */
  UNRECOGNIZED("unrecognized");

  private final String wire;

  SandboxClass(String wire) {
    this.wire = wire;
  }

  /** The value on the wire. */
  @JsonValue
  public String wire() {
    return wire;
  }

  /**
   * The constant of a wire value, {@link #UNRECOGNIZED} for one that this version does not know.
   */
  @JsonCreator
  public static SandboxClass fromWire(String wire) {
    for (SandboxClass value : values()) {
      if (value.wire.equals(wire)) {
        return value;
      }
    }
    return UNRECOGNIZED;
  }
}
