package dev.sebring.sandbox;

/**
 * Hears how far a long operation is. Called from the thread that does the work; implementations
 * return quickly and never throw.
 */
@FunctionalInterface
public interface Progress {
  /** Hears nothing. */
  Progress NONE = (stage, fraction) -> {};

  /**
   * @param stage what is being done now, for people, e.g. "installing Debian packages"
   * @param fraction of the whole operation, 0 to 1
   */
  void at(String stage, double fraction);
}
