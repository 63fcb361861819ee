package dev.sebring.agent.model;

import org.jspecify.annotations.Nullable;

/** The model, or the request, is not one that the provider accepts. Repeating it does not help. */
public final class ModelRequestException extends ModelException {
  private static final long serialVersionUID = 1;

  public ModelRequestException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
