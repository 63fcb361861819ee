package dev.sebring.server.toolbox.interpreter;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.ErrorCode;
import dev.sebring.sandbox.SandboxLocks;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.SignalScope;
import dev.sebring.sandbox.guest.SpawnRequestBuilder;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.toolbox.program.StartFailure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts and ends the processes of contexts. Thread-safe. */
final class Contexts {
  /** What a context prints while nobody reads it. */
  private static final long LOG_BYTES = 64 << 20;

  private static final int SIGKILL = 9;

  /** One of them for each sandbox: of two runs that find a context dead, one starts it. */
  private final SandboxLocks starting = new SandboxLocks();

  /**
   * A new one.
   *
   * @throws ApiException 400 if it cannot be started there
   */
  HeldContext create(
      ToolboxContext sandbox, Guest guest, CodeLanguage language, @Nullable String cwd) {
    GuestPath directory = GuestPath.of(sandbox.workDir());
    if (cwd != null && !cwd.isBlank()) {
      try {
        directory = directory.resolve(cwd);
      } catch (IllegalArgumentException e) {
        throw new ApiException(400, ErrorCode.BAD_REQUEST, "bad request: " + e.getMessage(), e);
      }
    }
    return start(sandbox, guest, label(UUID.randomUUID().toString(), language, directory));
  }

  /**
   * One whose process runs: it is started if it is a default one, or has died.
   *
   * @throws ApiException 404 if there is no such context, 400 if it cannot be started
   */
  HeldContext running(ToolboxContext sandbox, Guest guest, String id) {
    return starting.with(
        sandbox.id(),
        () -> {
          HeldContext context = HeldContext.find(guest, id).orElse(null);
          if (context == null) {
            CodeLanguage language = ContextLabel.defaultLanguage(id).orElseThrow(() -> missing(id));
            return start(sandbox, guest, label(id, language, GuestPath.of(sandbox.workDir())));
          }
          if (context.isRunning()) {
            return context;
          }
          guest.signalIfThere(context.process().id(), SIGKILL, SignalScope.TREE);
          HeldContext anew = start(sandbox, guest, context.label());
          guest.releaseIfThere(context.process().id());
          return anew;
        });
  }

  /** Ends a context with all that its runs have left running. */
  void delete(ToolboxContext sandbox, Guest guest, String id) {
    starting.with(
        sandbox.id(),
        () -> {
          HeldContext context = HeldContext.find(guest, id).orElseThrow(() -> missing(id));
          guest.signalIfThere(context.process().id(), SIGKILL, SignalScope.TREE);
          guest.releaseIfThere(context.process().id());
        });
  }

  private static ContextLabel label(String id, CodeLanguage language, GuestPath directory) {
    return new ContextLabel(
        id, language, directory.toString(), Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  private static ApiException missing(String id) {
    return new ApiException(404, ErrorCode.PROCESS_NOT_FOUND, "context not found: " + id);
  }

  private static HeldContext start(ToolboxContext sandbox, Guest guest, ContextLabel label) {
    Driver driver = Driver.of(label.language());
    try {
      SpawnRequestBuilder start =
          driver
              .start()
              .user(sandbox.user())
              .directory(GuestPath.of(label.cwd()))
              .label(label.text())
              .logCap(LOG_BYTES)
              .keep();
      guest.spawn(start.build()).close();
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, ErrorCode.BAD_REQUEST, "bad request: " + e.getMessage(), e);
    } catch (GuestException e) {
      throw StartFailure.of(
          e,
          sandbox.resources(),
          ErrorCode.BAD_REQUEST,
          "start " + driver.program() + " for a context");
    }
    return HeldContext.find(guest, label.interpreter())
        .orElseThrow(() -> missing(label.interpreter()));
  }
}
