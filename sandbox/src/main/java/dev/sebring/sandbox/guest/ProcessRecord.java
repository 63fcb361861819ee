package dev.sebring.sandbox.guest;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What a guest knows of one process, and says of it: a hostile one may lie, also about labels.
 * Immutable and thread-safe.
 *
 * @param pid in the sandbox
 * @param merged its output is one stream
 * @param terminal it runs on a terminal
 * @param kept it stays known after its end until it is released
 * @param live processes of its tree that have not ended, 0 when all have
 * @param started by the sandbox's clock
 * @param oldestOffset where its log begins now, in bytes from its start
 * @param logEnd where its log ends now
 * @param label what {@link SpawnRequest} gave it
 * @param program the first of its arguments, for people
 */
public record ProcessRecord(
    ProcessId id,
    long pid,
    boolean merged,
    boolean terminal,
    boolean kept,
    long live,
    ExitStatus exit,
    Instant started,
    long oldestOffset,
    long logEnd,
    String label,
    String program) {
  public ProcessRecord {
    requireNonNull(id, "id");
    requireNonNull(exit, "exit");
    requireNonNull(started, "started");
    requireNonNull(label, "label");
    requireNonNull(program, "program");
  }
}
