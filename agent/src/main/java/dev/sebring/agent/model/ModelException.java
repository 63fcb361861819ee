package dev.sebring.agent.model;

import org.jspecify.annotations.Nullable;

/**
 * The model could not be asked, or did not answer. The three kinds differ in what helps: {@link
 * ModelAccessException} another key, {@link ModelRequestException} another request or model, {@link
 * ModelUnavailableException} to wait.
 */
public abstract sealed class ModelException extends RuntimeException
    permits ModelAccessException, ModelRequestException, ModelUnavailableException {
  private static final long serialVersionUID = 1;

  ModelException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
