package dev.sebring.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The states of a sandbox (Daytona API v0, contract 6.2). A value that this version does not know
 * is read as {@link #UNKNOWN}.
 */
public enum SandboxState {
  CREATING("creating"),
  RESTORING("restoring"),
  DESTROYED("destroyed"),
  DESTROYING("destroying"),
  STARTED("started"),
  STOPPED("stopped"),
  STARTING("starting"),
  STOPPING("stopping"),
  ERROR("error"),
  BUILD_FAILED("build_failed"),
  PENDING_BUILD("pending_build"),
  BUILDING_SNAPSHOT("building_snapshot"),
  UNKNOWN("unknown"),
  PULLING_SNAPSHOT("pulling_snapshot"),
  ARCHIVED("archived"),
  ARCHIVING("archiving"),
  RESIZING("resizing"),
  SNAPSHOTTING("snapshotting"),
  FORKING("forking"),
  PAUSING("pausing"),
  PAUSED("paused"),
  RESUMING("resuming");

  private final String wire;

  SandboxState(String wire) {
    this.wire = wire;
  }

  /** The value on the wire. */
  @JsonValue
  public String wire() {
    return wire;
  }

  /** The constant of a wire value, {@link #UNKNOWN} for one that this version does not know. */
  @JsonCreator
  public static SandboxState fromWire(String wire) {
    for (SandboxState value : values()) {
      if (value.wire.equals(wire)) {
        return value;
      }
    }
    return UNKNOWN;
  }
}
