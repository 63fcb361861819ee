package dev.sebring.testkit.model;

/** How the sending of an answer ends. */
enum Ending {
  COMPLETE,
  DROPPED,
  STALLED
}
