package dev.sebring.sandbox;

import static java.util.Objects.requireNonNull;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * A step of what takes a user's time, as an event of Flight Recorder: who wants to know where it
 * goes records {@value #EVENT}. Costs next to nothing while nobody does. Not thread-safe: begun and
 * closed by one thread.
 */
@Name(Step.EVENT)
@Label("Step")
@Category("Sebring")
@StackTrace(false)
public final class Step extends Event implements AutoCloseable {
  public static final String EVENT = "dev.sebring.Step";

  @Label("Name")
  private final String step;

  private Step(String step) {
    this.step = requireNonNull(step, "step");
  }

  /** Begins a step, e.g. "start: runtime". */
  public static Step begin(String step) {
    Step begun = new Step(step);
    begun.begin();
    return begun;
  }

  /** What it is. */
  public String step() {
    return step;
  }

  @Override
  public void close() {
    commit();
  }
}
