package dev.sebring.server.toolbox.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.api.ErrorCode;
import dev.sebring.sandbox.guest.Errno;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestFiles;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.sandbox.guest.SpawnRequest;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.http.ApiException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Copies a tree to another file system of the sandbox with the sandbox's own {@code cp}, which
 * keeps links, modes, times and holes. Thread-safe.
 */
final class CrossDeviceCopy {
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final int MOST_MESSAGE = 2000;

  private CrossDeviceCopy() {}

  /**
   * A whole copy under a hidden name in the destination's directory.
   *
   * @throws ApiException if it cannot be made; nothing of it is left then
   */
  static GuestPath beside(GuestPath destination, GuestPath source, ToolboxContext sandbox) {
    GuestFiles files = sandbox.guest().files(sandbox.user());
    requireAbsent(files, destination);
    GuestPath copy =
        destination.sibling(
            ".sebring-move-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    SpawnRequest request =
        SpawnRequest.builder("cp", "-a", "--", argument(source), argument(copy))
            .user(sandbox.user())
            .env("LC_ALL", "C")
            .mergeOutput()
            .build();
    try (GuestProcess process = sandbox.guest().spawn(request)) {
      String said = output(process);
      if (!(process.waitFor(PATIENCE) instanceof ExitStatus.Exited ended && ended.code() == 0)) {
        throw failed(files, copy, said);
      }
      return copy;
    } catch (GuestException e) {
      if (e.step().equals("program")) {
        throw new ApiException(
            400,
            ErrorCode.BAD_REQUEST,
            "bad request: "
                + destination
                + " is on another file system than "
                + source
                + ", and this sandbox has no cp to copy with: "
                + e.detail(),
            e);
      }
      throw e;
    }
  }

  private static void requireAbsent(GuestFiles files, GuestPath destination) {
    try {
      files.stat(destination);
    } catch (GuestException e) {
      if (e.errno() == Errno.ENOENT) {
        return;
      }
      throw e;
    }
    throw new ApiException(
        409,
        ErrorCode.CONFLICT,
        "conflict: "
            + destination
            + " exists already: remove it first, or choose another destination");
  }

  /** An argument is text; other names can be moved within a file system only. */
  private static String argument(GuestPath path) {
    String text = path.toString();
    if (!GuestPath.of(text).equals(path)) {
      throw FilePaths.invalid(
          text + " is not UTF-8, and such a name cannot be moved to another file system");
    }
    return text;
  }

  private static String output(GuestProcess process) {
    StringBuilder said = new StringBuilder();
    for (Optional<ProcessOutput> piece = process.next(PATIENCE);
        piece.isPresent();
        piece = process.next(PATIENCE)) {
      if (piece.get() instanceof ProcessOutput.Bytes bytes && said.length() < MOST_MESSAGE) {
        said.append(new String(bytes.bytes(), UTF_8));
      }
    }
    return said.toString().strip();
  }

  private static ApiException failed(GuestFiles files, GuestPath copy, String said) {
    try {
      files.removeTree(copy);
    } catch (GuestException e) {
      if (e.errno() != Errno.ENOENT) {
        throw e;
      }
    }
    boolean full = said.contains("No space left") || said.contains("quota exceeded");
    return full
        ? new ApiException(507, "INSUFFICIENT_STORAGE", "the sandbox's disk is full: " + said)
        : new ApiException(500, ErrorCode.INTERNAL_SERVER_ERROR, "the copy failed: " + said);
  }
}
