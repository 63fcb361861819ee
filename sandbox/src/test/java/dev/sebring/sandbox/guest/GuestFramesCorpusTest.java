package dev.sebring.sandbox.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A guest can send what the fuzzer found, and nothing on the host's side breaks: what {@link
 * GuestFramesFuzz} kept of its long runs, once more.
 */
class GuestFramesCorpusTest {
  @Test
  void whatTheFuzzerFoundStillDoesNoHarm() {
    List<SeedInput> inputs = SeedInput.of(GuestFramesFuzz.class);
    assertThat(inputs).hasSizeGreaterThan(50);
    for (SeedInput input : inputs) {
      try {
        GuestFramesFuzz.fuzzerTestOneInput(input.bytes());
      } catch (Throwable e) {
        throw new AssertionError("input " + input.name(), e);
      }
    }
  }
}
