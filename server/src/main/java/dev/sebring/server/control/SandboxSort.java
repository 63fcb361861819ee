package dev.sebring.server.control;

import dev.sebring.server.http.ApiException;
import dev.sebring.server.store.SandboxRecord;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What sandboxes can be sorted by. A sort key is a text whose alphabetical order is the order asked
 * for, so that a cursor can carry it.
 */
enum SandboxSort {
  NAME("name", SandboxRecord::name),
  CPU("cpu", record -> number(record.resources().cpus())),
  MEMORY("memoryGib", record -> number(record.resources().memory().bytes())),
  DISK("diskGib", record -> number(record.resources().disk().bytes())),
  LAST_ACTIVITY("lastActivityAt", record -> number(record.lastActivityAt().toEpochMilli())),
  CREATED("createdAt", record -> number(record.createdAt().toEpochMilli()));

  private final String wire;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference without state
  private final Function<SandboxRecord, String> key;

  SandboxSort(String wire, Function<SandboxRecord, String> key) {
    this.wire = wire;
    this.key = key;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%025.6f", value);
  }

  /**
   * @throws ApiException 400 that lists what there is
   */
  static SandboxSort fromWire(String wire) {
    return Arrays.stream(values())
        .filter(sort -> sort.wire.equals(wire))
        .findFirst()
        .orElseThrow(() ->
            ApiException.badRequest(
                "sort must be one of "
                    + Arrays.stream(values())
                        .map(sort -> sort.wire)
                        .collect(Collectors.joining(", "))
                    + ", not \""
                    + wire
                    + "\""));
  }

  /** Where a sandbox stands: no two stand at the same place. */
  Place place(SandboxRecord record) {
    return new Place(key.apply(record), record.id().value());
  }

  /** The order of sandboxes. */
  Comparator<SandboxRecord> order(boolean ascending) {
    return Comparator.comparing(this::place, Place.order(ascending));
  }

  /**
   * A place in the order.
   *
   * @param id decides between equal keys
   */
  record Place(String key, String id) {
    static Comparator<Place> order(boolean ascending) {
      Comparator<Place> order = Comparator.comparing(Place::key).thenComparing(Place::id);
      return ascending ? order : order.reversed();
    }
  }
}
