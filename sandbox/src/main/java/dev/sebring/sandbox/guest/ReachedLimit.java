package dev.sebring.sandbox.guest;

/** A limit of its sandbox that was reached while a program ran. Immutable. */
public enum ReachedLimit {
  /** The kernel killed a process of the sandbox because its memory was full. */
  MEMORY,
  /** The sandbox had as many processes as it may, or was just below. */
  PROCESSES
}
