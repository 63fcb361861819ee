package dev.sebring.cli.doctor;

/** How much a finding matters. */
public enum Verdict {
  OK,
  /** Sandboxes run, with less. */
  LESS,
  /** No sandbox can run here until this is mended. */
  MISSING
}
