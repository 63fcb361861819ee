package dev.sebring.backends.oci.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.sandbox.SandboxId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The runtime {@code runc}. Thread-safe. */
public final class Runc implements OciRuntime {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HostPaths paths;
  private final RuntimeTraits traits;

  Runc(HostPaths paths) {
    this.paths = paths;
    this.traits = RuntimeTraits.of(name());
  }

  @Override
  public String name() {
    return "runc";
  }

  @Override
  public RuntimeTraits traits() {
    return traits;
  }

  @Override
  public List<String> make(SandboxId id, Path bundle, Path log, int descriptors) {
    return List.of(
        name(),
        "--root",
        paths.runtime().toString(),
        "--log",
        log.toString(),
        "--log-format",
        "json",
        "run",
        "--detach",
        "--preserve-fds",
        Integer.toString(descriptors),
        "--bundle",
        bundle.toString(),
        id.value());
  }

  @Override
  public Optional<HostProcess> process(SandboxId id) {
    try {
      JsonNode state = MAPPER.readTree(record(id).toFile());
      return Optional.of(
          new HostProcess(
              state.path("init_process_pid").asLong(), state.path("init_process_start").asLong()));
    } catch (IOException absentOrHalfWritten) {
      return Optional.empty();
    }
  }

  @Override
  public boolean hasBegun(SandboxId id) {
    return recorded(id);
  }

  @Override
  public boolean recorded(SandboxId id) {
    return Files.exists(record(id));
  }

  private Path record(SandboxId id) {
    return paths.record(id).resolve("state.json");
  }
}
