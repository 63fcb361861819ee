package dev.sebring.server.gateway;

import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.guest.Guest;
import java.util.Optional;

/**
 * The sandbox that a toolbox request is about, which was running when the request arrived.
 * Implementations are thread-safe.
 */
public interface ToolboxContext {
  SandboxId id();

  /**
   * A connection to the sandbox's guest, shared with other requests: do not close it. After a
   * {@code GuestLostException} ask again: the next call connects anew, and its {@code
   * hello().bootId()} tells whether the sandbox was started anew in between.
   *
   * @throws dev.sebring.server.http.ApiException 400, 404 or 502 if the sandbox has been stopped or
   *     deleted since, or does not answer
   */
  Guest guest();

  /** What the sandbox may use at most. */
  Resources resources();

  /** Name of the sandbox's user that commands run as and files belong to. */
  String user();

  /** Absolute directory where relative paths start. */
  String workDir();

  /** What it has written to its disk, where its own file system does not tell. */
  Optional<ByteSize> diskUsed();

  /**
   * Whether this server offers its own additions to the wire; off, it behaves as any other Daytona
   * server.
   */
  boolean additions();
}
