package dev.sebring.agent.model;

import org.jspecify.annotations.Nullable;

/** There is no key, or it was refused. The message names the environment variable. */
public final class ModelAccessException extends ModelException {
  private static final long serialVersionUID = 1;

  public ModelAccessException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
