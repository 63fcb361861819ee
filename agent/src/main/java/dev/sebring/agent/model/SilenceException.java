package dev.sebring.agent.model;

import java.time.Duration;

/** A model said nothing for too long. */
final class SilenceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SilenceException(Duration silence) {
    super("no answer, or no more of it, within " + silence.toMillis() / 1000.0 + " s");
  }
}
