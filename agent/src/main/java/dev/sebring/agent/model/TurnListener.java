package dev.sebring.agent.model;

import java.time.Duration;

/** Follows one turn of a model. Called on the thread that asked. */
public interface TurnListener {

  /** A piece of the answer's text. */
  void delta(String text);

  /** The pieces so far are void; the model is asked again after a pause. */
  void retry(String reason, Duration pause);
}
