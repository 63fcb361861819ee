package dev.sebring.sandbox.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SpawnRequestTest {
  @Test
  void aRequestDefaultsToRootWithClosedInputAndSplitOutput() {
    SpawnRequest request = SpawnRequest.builder("true").build();

    assertThat(request.user()).isEmpty();
    assertThat(request.directory()).isNull();
    assertThat(request.stdin()).isFalse();
    assertThat(request.merged()).isFalse();
    assertThat(request.kept()).isFalse();
    assertThat(request.terminal()).isNull();
    assertThat(request.logCap()).isZero();
  }

  @Test
  void aTerminalHasInputAndOneOutput() {
    SpawnRequest request = SpawnRequest.builder("bash").terminal(new TerminalSize(24, 80)).build();

    assertThat(request.stdin()).isTrue();
    assertThat(request.merged()).isTrue();
  }

  @Test
  void whatCannotBeStartedIsSaidBeforeItIsSent() {
    refused(SpawnRequest.builder(), "no program to start");
    refused(SpawnRequest.builder("a", "b\0"), "an argument cannot contain a zero");
    refused(SpawnRequest.builder("a").env("A=B", ""), "not a name of an environment variable");
    refused(SpawnRequest.builder("a").env("A", "\0"), "the value of A");
    refused(SpawnRequest.builder("a").directory(GuestPath.of("b")), "must be absolute");
    refused(SpawnRequest.builder("a").label("x".repeat(16_385)), "at most 16384 bytes");
    Descriptor three = new Descriptor(3);
    refused(SpawnRequest.builder("a").input(three, new byte[0]).output(three), "given twice");
  }

  @Test
  void itsTextShowsNoArgumentsForTheyMayBeSecret() {
    assertThat(SpawnRequest.builder("curl", "-H", "secret").env("A", "secret").build())
        .hasToString("curl with 2 arguments");
  }

  private static void refused(SpawnRequestBuilder builder, String message) {
    assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining(message);
  }
}
