package dev.sebring.server.toolbox.process;

import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.guest.ReachedLimit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says which limits of its sandbox a program ran into, and what to do about that. Thread-safe. */
public final class LimitNotice {
  private LimitNotice() {}

  /** One sentence for each limit; empty if none was reached. */
  public static Optional<String> of(Set<ReachedLimit> reached, Resources allowed) {
    return reached.isEmpty()
        ? Optional.empty()
        : Optional.of(
            reached.stream()
                .sorted()
                .map(limit -> sentence(limit, allowed))
                .collect(Collectors.joining(" ")));
  }

  private static String sentence(ReachedLimit limit, Resources allowed) {
    return switch (limit) {
      case MEMORY ->
          "The sandbox's memory limit of "
              + allowed.memory()
              + " was reached while this ran, and the kernel killed a program that used much: use"
              + " less memory at a time, delete files in /dev/shm, or take a sandbox with more.";
      case PROCESSES ->
          "The sandbox was at its limit of "
              + allowed.processes()
              + " processes while this ran, so that programs could not start others: run fewer at a"
              + " time, and end those that are left with \"kill -9 -1\".";
    };
  }
}
