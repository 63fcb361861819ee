package dev.sebring.agent.model;

import org.jspecify.annotations.Nullable;

/**
 * The provider was asked several times and each time refused for now, failed, broke off or stayed
 * silent. The same run may succeed later; the session holds what was done until then.
 */
public final class ModelUnavailableException extends ModelException {
  private static final long serialVersionUID = 1;

  public ModelUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
