package dev.sebring.server.store;

/** The state that a sandbox is meant to be in, whatever state it is in. */
public enum Desired {
  STARTED,
  STOPPED,
  DESTROYED
}
