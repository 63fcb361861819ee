package dev.sebring.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * A file in the answer of {@code GET /git/status} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"name":"new.txt","staging":"Renamed","worktree":"Unmodified","extra":"old.txt"}
 * }</pre>
 *
 * @param name relative to the repository
 * @param staging how the index differs from the last commit
 * @param worktree how the file differs from the index
 * @param extra the name before a rename or copy, else empty
 */
public record FileStatus(String name, Status staging, Status worktree, String extra) {
  public FileStatus {
    Required.key(name, "name");
    Required.key(staging, "staging");
    Required.key(worktree, "worktree");
    Required.key(extra, "extra");
  }

  /** How a file differs. */
  public enum Status {
    UNMODIFIED("Unmodified"),
    UNTRACKED("Untracked"),
    MODIFIED("Modified"),
    ADDED("Added"),
    DELETED("Deleted"),
    RENAMED("Renamed"),
    COPIED("Copied"),
    UPDATED_BUT_UNMERGED("Updated but unmerged");

    private final String wire;

    Status(String wire) {
      this.wire = wire;
    }

    /** The value on the wire. */
    @JsonValue
    public String wire() {
      return wire;
    }

    /**
     * @throws IllegalArgumentException if there is no such status
     */
    @JsonCreator
    public static Status fromWire(String wire) {
      return Arrays.stream(values())
          .filter(status -> status.wire.equals(wire))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("unknown status \"" + wire + "\""));
    }
  }
}
