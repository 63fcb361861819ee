package dev.sebring.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A client can send what the fuzzer found, and is answered or refused: what {@link
 * RequestBytesFuzz} kept of its long runs, once more.
 */
class RequestBytesCorpusTest {
  @Test
  void whatTheFuzzerFoundStillDoesNoHarm() {
    List<SeedInput> inputs = SeedInput.of(RequestBytesFuzz.class);
    assertThat(inputs).isNotEmpty();
    for (SeedInput input : inputs) {
      try {
        RequestBytesFuzz.fuzzerTestOneInput(input.bytes());
      } catch (Throwable e) {
        throw new AssertionError("input " + input.name(), e);
      }
    }
  }
}
