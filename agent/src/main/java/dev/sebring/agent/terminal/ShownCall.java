package dev.sebring.agent.terminal;

/**
 * A call of a tool on the display.
 *
 * @param text as {@link CallText} has it
 */
record ShownCall(String id, String text, State state) {
  enum State {
    RUNNING,
    DONE,
    FAILED
  }

  ShownCall ended(boolean failed) {
    return new ShownCall(id, text, failed ? State.FAILED : State.DONE);
  }
}
