package dev.sebring.agent.run;

/**
 * Tokens as the model's provider counted them, summed over the calls of the model in one run.
 *
 * @param input tokens of requests; 0 where the provider does not say
 * @param output tokens of answers; 0 where the provider does not say
 */
public record TokenCount(long input, long output) {
  public static final TokenCount NONE = new TokenCount(0, 0);

  public TokenCount {
    if (input < 0 || output < 0) {
      throw new IllegalArgumentException("negative token count: " + input + ", " + output);
    }
  }

  /** Input and output together. */
  public long total() {
    return input + output;
  }

  /** The sum of both. */
  public TokenCount plus(TokenCount other) {
    return new TokenCount(input + other.input, output + other.output);
  }
}
