package dev.sebring.sandbox.guest;

import static java.util.Objects.requireNonNull;

/**
 * How a guest introduced itself. Immutable and thread-safe.
 *
 * @param bootId changes whenever process 1 of the sandbox starts
 * @param version of the guest program, for people
 * @param architecture as {@code uname -m} says it, e.g. {@code x86_64}
 */
public record GuestHello(BootId bootId, String version, String architecture) {
  public GuestHello {
    requireNonNull(bootId, "bootId");
    requireNonNull(version, "version");
    requireNonNull(architecture, "architecture");
  }
}
