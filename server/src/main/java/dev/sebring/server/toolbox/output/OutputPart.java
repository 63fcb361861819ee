package dev.sebring.server.toolbox.output;

import dev.sebring.sandbox.guest.Descriptor;

/** One of the streams that make up an answer. */
public enum OutputPart {
  /** Both streams, in the order in which the guest read them. */
  RESULT,
  STDOUT,
  STDERR;

  /** Whether what comes from this descriptor belongs to it. */
  public boolean has(Descriptor descriptor) {
    return switch (this) {
      case RESULT -> true;
      case STDOUT -> descriptor.equals(Descriptor.STDOUT);
      case STDERR -> descriptor.equals(Descriptor.STDERR);
    };
  }
}
