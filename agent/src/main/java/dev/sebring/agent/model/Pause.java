package dev.sebring.agent.model;

import java.time.Duration;

/** Waits between repetitions; a test counts instead. */
@FunctionalInterface
interface Pause {
  Pause REAL = duration -> Thread.sleep(duration.toMillis());

  void take(Duration duration) throws InterruptedException;
}
