package dev.sebring.agent.model;

/** A model's answer makes no sense: it is empty, say. */
final class BrokenAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BrokenAnswerException(String message) {
    super(message);
  }
}
