package dev.sebring.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How far the backup of a sandbox is (Daytona API v0, contract 6.1). */
public enum BackupState {
  NONE("None"),
  PENDING("Pending"),
  IN_PROGRESS("InProgress"),
  COMPLETED("Completed"),
  ERROR("Error"),

  /** A value that this version does not know; never sent. */
  UNRECOGNIZED("unrecognized");

  private final String wire;

  BackupState(String wire) {
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
  public static BackupState fromWire(String wire) {
    for (BackupState value : values()) {
      if (value.wire.equals(wire)) {
        return value;
      }
    }
    return UNRECOGNIZED;
  }
}
