package dev.sebring.cli.sandbox;

import dev.sebring.api.CodeLanguage;
import dev.sebring.client.CreateSandboxParams;
import dev.sebring.client.Daytona;
import dev.sebring.client.DaytonaConnectionException;
import dev.sebring.client.DaytonaNotFoundException;
import dev.sebring.client.Sandbox;
import dev.sebring.client.ServerConnection.AtExit;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A sandbox for one run: a given one, which stays, or a new one, which is deleted on close, and
 * also when the user interrupts this program. Thread-safe.
 */
final class BorrowedSandbox implements AutoCloseable {
  private static final Duration CREATE_LIMIT = Duration.ofMinutes(5);

  private final Sandbox sandbox;
  private final @Nullable Thread onInterrupt;
  private final AtomicBoolean deleted = new AtomicBoolean();

  private BorrowedSandbox(Sandbox sandbox, boolean ours) {
    this.sandbox = sandbox;
    this.onInterrupt = ours ? new Thread(this::delete, "delete-sandbox") : null;
    if (onInterrupt != null) {
      Runtime.getRuntime().addShutdownHook(onInterrupt);
    }
  }

  /** The sandbox with this id or name; a new one for {@code null}. */
  static BorrowedSandbox of(Daytona daytona, @Nullable String idOrName, CodeLanguage language) {
    if (idOrName != null) {
      return new BorrowedSandbox(daytona.get(idOrName), false);
    }
    CreateSandboxParams params =
        CreateSandboxParams.builder()
            .language(language)
            .labels(Map.of("created_by", "sebring-run"))
            .autoDelete(Duration.ZERO)
            .build();
    Sandbox created = daytona.create(params, CREATE_LIMIT);
    daytona.atExit(created, AtExit.DELETE);
    return new BorrowedSandbox(created, true);
  }

  Sandbox sandbox() {
    return sandbox;
  }

  private void delete() {
    if (!deleted.compareAndSet(false, true)) {
      return;
    }
    try {
      sandbox.delete();
    } catch (DaytonaNotFoundException gone) {
      // As it should be: it is ephemeral and may have ended by itself.
      deleted.set(true);
    } catch (DaytonaConnectionException ended) {
      // A server in this process ends with it, and does what atExit asked for.
      deleted.set(true);
    }
  }

  @Override
  public void close() {
    if (onInterrupt == null) {
      return;
    }
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    } catch (IllegalStateException exiting) {
      // The hook runs already, and finds the sandbox deleted.
      deleted.set(true);
    }
  }
}
