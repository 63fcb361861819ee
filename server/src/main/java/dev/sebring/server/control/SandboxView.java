package dev.sebring.server.control;

import static java.util.Objects.requireNonNull;

import dev.sebring.api.BackupState;
import dev.sebring.api.DesiredState;
import dev.sebring.api.Sandbox;
import dev.sebring.api.SandboxClass;
import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.SandboxState;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.store.Lifetime;
import dev.sebring.server.store.SandboxRecord;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sandboxes as the Daytona API shows them. Thread-safe. */
final class SandboxView {
  private static final int NEVER_DELETED = -1;

  private final Installation installation;

  SandboxView(Installation installation) {
    this.installation = requireNonNull(installation, "installation");
  }

  Sandbox of(SandboxRecord record, Exchange exchange) {
    Lifetime lifetime = record.lifetime();
    SandboxState.@Nullable Failed failed =
        record.state() instanceof SandboxState.Failed failure ? failure : null;
    return Sandbox.builder()
        .id(record.id().value())
        .organizationId(installation.organizationId())
        .name(record.name())
        .user(record.user())
        .env(record.env())
        .labels(record.labels())
        .isPublic(record.isPublic())
        .networkBlockAll(record.network().blockAll())
        .networkAllowList(NetworkFields.text(record.network().networks()))
        .domainAllowList(NetworkFields.text(record.network().domains()))
        .target(record.target())
        .cpu(record.resources().cpus())
        .gpu(0)
        .memory(gib(record.resources().memory()))
        .disk(gib(record.resources().disk()))
        .toolboxProxyUrl(installation.toolboxUrl(exchange))
        .snapshot(record.snapshot())
        .state(dev.sebring.api.SandboxState.fromWire(record.state().wireName()))
        .desiredState(desired(record))
        .errorReason(failed == null ? null : failed.reason())
        .recoverable(failed == null ? null : failed.recoverable())
        .backupState(BackupState.NONE)
        .autoStopInterval(minutes(lifetime.stopAfter(), 0))
        .autoPauseInterval(0)
        .autoArchiveInterval(minutes(lifetime.archiveAfter(), 0))
        .autoDeleteInterval(minutes(lifetime.deleteAfter(), NEVER_DELETED))
        .autoDestroyAt(lifetime.destroyAt())
        .createdAt(record.createdAt())
        .updatedAt(record.updatedAt())
        .lastActivityAt(record.lastActivityAt())
        .sandboxClass(SandboxClass.CONTAINER)
        .daemonVersion(installation.version())
        .runnerId(installation.runnerId())
        .build();
  }

  private static DesiredState desired(SandboxRecord record) {
    return switch (record.desired()) {
      case STARTED -> DesiredState.STARTED;
      case STOPPED -> DesiredState.STOPPED;
      case DESTROYED -> DesiredState.DESTROYED;
    };
  }

  private static int minutes(@Nullable Duration time, int never) {
    return time == null ? never : Math.toIntExact(time.toMinutes());
  }

  static double gib(ByteSize size) {
    return size.bytes() / (double) ByteSize.ofGib(1).bytes();
  }
}
