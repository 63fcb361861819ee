package dev.sebring.bench.measure;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one side's median is to be, compared with another's.
 *
 * @param text the goal in words
 * @param ratio of both medians, to stay below
 * @param mostMillis that the median is to stay below too; infinite: any
 */
public record Goal(String text, String side, String against, double ratio, double mostMillis) {
  public Goal {
    requireNonNull(text, "text");
  }

  /**
   * How it came out.
   *
   * @param ratio {@code null} if one of both sides is missing
   * @param met {@code null} if that cannot be said
   */
  public record Verdict(@Nullable Double ratio, @Nullable Boolean met) {}

  /** Judges. */
  public Verdict judge(List<Measured> sides) {
    Optional<Samples> ours = samples(sides, side);
    Optional<Samples> theirs = samples(sides, against);
    if (ours.isEmpty() || theirs.isEmpty()) {
      return new Verdict(null, null);
    }
    double median = ours.get().medianMillis();
    double reached = median / theirs.get().medianMillis();
    return new Verdict(reached, reached < ratio && median < mostMillis);
  }

  private static Optional<Samples> samples(List<Measured> sides, String name) {
    return sides.stream()
        .filter(side -> side.name().equals(name))
        .findFirst()
        .map(Measured::samples);
  }
}
