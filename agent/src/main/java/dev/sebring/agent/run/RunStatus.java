package dev.sebring.agent.run;

/** How a run ended. */
public enum RunStatus {
  /** The model gave its answer. */
  COMPLETED,
  /** The model still asked for tools when the run had used all the turns it may use. */
  TURN_LIMIT
}
