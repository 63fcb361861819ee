package dev.sebring.server.toolbox.session;

import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestFailure;
import dev.sebring.sandbox.guest.ProcessId;
import java.time.Duration;

/**
 * While somebody waits for a command: ends its holder when the session's shell ends, for then
 * nobody else will. Closing it stops watching. Thread-safe.
 */
final class ShellWatch implements AutoCloseable {
  private static final Duration UNLIMITED = Duration.ofDays(365);

  private final Thread watching;

  ShellWatch(Guest guest, SessionShells shells, ProcessId shell, ProcessId holder) {
    watching =
        Thread.ofVirtual()
            .name("sebring-session")
            .start(() -> {
              try {
                guest.waitFor(shell, UNLIMITED);
                shells.letGo(holder);
              } catch (GuestFailure e) {
                // Nobody waits any more, or the guest is lost, which whoever waits is told as well.
              }
            });
  }

  @Override
  public void close() {
    watching.interrupt();
  }
}
