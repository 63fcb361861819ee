package dev.sebring.server.toolbox.program;

import static java.util.Objects.requireNonNull;

import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.SpawnRequestBuilder;
import java.util.List;
import java.util.function.Consumer;

/** Starts the first of several programs that a sandbox has, such as bash, or else sh. */
public final class FirstAvailable {
  private FirstAvailable() {}

  /**
   * @param starts at least one, the best first
   * @param settings what each of them gets besides
   * @throws GuestException if none can be started; of the last that is missing, or of the one that
   *     is there
   * @throws IllegalArgumentException if a request cannot be sent; the message says why
   */
  public static GuestProcess spawn(
      Guest guest, List<SpawnRequestBuilder> starts, Consumer<SpawnRequestBuilder> settings) {
    GuestException missing = null;
    for (SpawnRequestBuilder start : starts) {
      settings.accept(start);
      try {
        return guest.spawn(start.build());
      } catch (GuestException e) {
        if (!e.isMissingProgram()) {
          throw e;
        }
        missing = e;
      }
    }
    throw requireNonNull(missing, "there is at least one way to start");
  }
}
