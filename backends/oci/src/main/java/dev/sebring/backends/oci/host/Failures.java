package dev.sebring.backends.oci.host;

import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import java.io.IOException;

/** Makes the backend's exceptions from what goes wrong on the host. */
public final class Failures {
  private Failures() {}

  /** {@code tried} begins the message: what was tried, on what. */
  public static BackendException of(String tried, IOException cause) {
    return new BackendException(Kind.FAILED, tried + ": " + cause, cause);
  }

  /** The thread was interrupted while it waited; its flag is set again. */
  public static BackendException interrupted(String tried, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new BackendException(Kind.FAILED, tried + ": interrupted", cause);
  }
}
