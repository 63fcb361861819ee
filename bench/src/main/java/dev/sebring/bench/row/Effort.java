package dev.sebring.bench.row;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How much of a run. Immutable.
 *
 * @param turns of each side of a row
 * @param budget of a row's turns
 * @param idle sandboxes of the row that measures memory
 * @param burst sandboxes made at once
 * @param transferMebibytes size of the file that is moved
 */
public record Effort(int turns, Duration budget, int idle, int burst, int transferMebibytes) {
  /** As `make bench` does by default; under ten minutes in all. */
  public static final Effort FULL = new Effort(100, Duration.ofSeconds(40), 1000, 100, 64);

  /** About a minute. */
  public static final Effort QUICK = new Effort(10, Duration.ofSeconds(6), 50, 20, 64);

  /** Everything once, to see that it works: the figures say nothing. */
  public static final Effort ONCE = new Effort(1, Duration.ofSeconds(2), 2, 2, 1);

  public Effort {
    requireNonNull(budget, "budget");
    if (turns < 1 || idle < 1 || burst < 1 || transferMebibytes < 1) {
      throw new IllegalArgumentException("nothing is done less than once");
    }
  }

  public Effort withTurns(int number) {
    return new Effort(number, budget, idle, burst, transferMebibytes);
  }

  public Effort withIdle(int number) {
    return new Effort(turns, budget, number, burst, transferMebibytes);
  }

  /** How often where the time goes is looked at. */
  int breakdowns() {
    return Math.min(turns, 10);
  }
}
