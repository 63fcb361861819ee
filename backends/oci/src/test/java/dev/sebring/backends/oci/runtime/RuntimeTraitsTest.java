package dev.sebring.backends.oci.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuntimeTraitsTest {
  @Test
  void runcBefore13WantsTheMappingsRepeated() {
    assertThat(RuntimeTraits.isOldRunc("runc version 1.1.5+ds1\ncommit: 1.1.5+ds1-1")).isTrue();
    assertThat(RuntimeTraits.isOldRunc("runc version 1.2.6")).isTrue();
    assertThat(RuntimeTraits.isOldRunc("runc version 1.3.0")).isFalse();
    assertThat(RuntimeTraits.isOldRunc("runc version 1.5.2")).isFalse();
    assertThat(RuntimeTraits.isOldRunc("runc version 2.0.0")).isFalse();
  }
}
