package dev.sebring.server.toolbox.managed;

import dev.sebring.api.ErrorCode;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestFailure;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.GuestTimeoutException;
import dev.sebring.sandbox.guest.ProcessId;
import dev.sebring.sandbox.guest.ProcessRecord;
import dev.sebring.sandbox.guest.SignalScope;
import dev.sebring.sandbox.guest.SpawnRequest;
import dev.sebring.sandbox.guest.SpawnRequestBuilder;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.toolbox.program.BundledScript;
import dev.sebring.server.toolbox.program.StartFailure;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * Signals a process later. It is a process of its own in the sandbox, see {@code alarm.sh}, and
 * root's, so that it goes off without a server and whatever the sandbox's user does. A server stops
 * it when its process ends; without one it stays until its time comes. Thread-safe.
 */
final class Alarm {
  private static final String SCRIPT = BundledScript.text(Alarm.class, "alarm.sh");
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final Duration UNLIMITED = Duration.ofDays(365);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int WENT_OFF = 124;
  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;

  private Alarm() {}

  /**
   * Kills a process when its time is up; the guest remembers whether it did.
   *
   * @param id of the managed process
   */
  static void limit(
      ToolboxContext sandbox, Guest guest, ProcessRecord process, String id, long millis) {
    long most = Math.min(millis, UNLIMITED.toMillis());
    SpawnRequestBuilder start = start(process, most, "SIGKILL");
    set(sandbox, guest, process, start.label(new AlarmLabel(id).text()).keep());
  }

  /**
   * Signals a process that has not ended in so long a time.
   *
   * @param signal such as {@code SIGKILL}
   */
  static void escalation(
      ToolboxContext sandbox, Guest guest, ProcessRecord process, long millis, String signal) {
    set(sandbox, guest, process, start(process, millis, signal));
  }

  private static SpawnRequestBuilder start(ProcessRecord process, long millis, String signal) {
    return SpawnRequest.builder(
            "/bin/sh",
            "-c",
            SCRIPT,
            "alarm",
            Long.toString(process.pid()),
            BigDecimal.valueOf(millis, 3).toPlainString(),
            signal.substring("SIG".length()))
        .directory(GuestPath.of("/"))
        .env("PATH", PATH);
  }

  private static void set(
      ToolboxContext sandbox, Guest guest, ProcessRecord process, SpawnRequestBuilder start) {
    ProcessId alarm;
    try (GuestProcess started = guest.spawn(start.build())) {
      alarm = started.id();
    } catch (GuestException e) {
      throw StartFailure.of(
          e, sandbox.resources(), ErrorCode.PROCESS_START_FAILED, "limit the process's time");
    }
    Thread.ofVirtual()
        .name("sebring-alarm")
        .start(() -> {
          try {
            guest.waitFor(process.id(), UNLIMITED);
            guest.signalIfThere(alarm, SIGTERM, SignalScope.TREE);
          } catch (GuestFailure e) {
            // The guest is lost, or has been left to itself: then the alarm ends by itself.
          }
        });
  }

  /** Whether a limit is what killed its process, which has ended. */
  static boolean wentOff(Guest guest, ProcessRecord limit) {
    return end(guest, limit) instanceof ExitStatus.Exited exited && exited.code() == WENT_OFF;
  }

  private static ExitStatus end(Guest guest, ProcessRecord limit) {
    if (!(limit.exit() instanceof ExitStatus.Running)) {
      return limit.exit();
    }
    stop(guest, limit);
    try {
      return guest.waitFor(limit.id(), PATIENCE);
    } catch (GuestTimeoutException e) {
      return limit.exit();
    }
  }

  /** Ends one whose process has ended, unless it is just killing that. */
  static void stop(Guest guest, ProcessRecord limit) {
    guest.signalIfThere(limit.id(), SIGTERM, SignalScope.TREE);
  }

  /** Forgets a limit whose process has ended. */
  static void forget(Guest guest, ProcessRecord limit) {
    guest.signalIfThere(limit.id(), SIGKILL, SignalScope.TREE);
    guest.releaseIfThere(limit.id());
  }
}
