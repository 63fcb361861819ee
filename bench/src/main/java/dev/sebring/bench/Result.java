package dev.sebring.bench;

import static java.util.Objects.requireNonNull;

import dev.sebring.bench.measure.Load;
import dev.sebring.bench.measure.Outcome;

/** A row of the table with what the host did besides. Immutable. */
record Result(Outcome outcome, Load before, Load after) {
  Result {
    requireNonNull(outcome, "outcome");
    requireNonNull(before, "before");
    requireNonNull(after, "after");
  }
}
