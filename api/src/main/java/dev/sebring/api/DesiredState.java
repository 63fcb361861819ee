package dev.sebring.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The state that a sandbox is on its way to (Daytona API v0, contract 6.1). */
public enum DesiredState {
  DESTROYED("destroyed"),
  STARTED("started"),
  STOPPED("stopped"),
  RESIZED("resized"),
  ARCHIVED("archived"),
  PAUSED("paused"),

  /** A value that this version does not know; never sent. */
  UNRECOGNIZED("unrecognized");

  private final String wire;

  DesiredState(String wire) {
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
  public static DesiredState fromWire(String wire) {
    for (DesiredState value : values()) {
      if (value.wire.equals(wire)) {
        return value;
      }
    }
    return UNRECOGNIZED;
  }
}
