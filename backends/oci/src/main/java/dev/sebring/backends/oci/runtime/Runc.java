package dev.sebring.backends.oci.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.backends.oci.host.Trees;
import dev.sebring.sandbox.SandboxId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The runtime {@code runc}, with a record directory of this installation's own. Thread-safe. */
public final class Runc {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HostPaths paths;
  private final String program;

  public Runc(HostPaths paths, String program) {
    this.paths = paths;
    this.program = program;
  }

  /** The words that start a sandbox whose listening socket is descriptor 3. */
  List<String> start(SandboxId id, Path bundle, Path log) {
    return List.of(
        program,
        "--root",
        paths.runtime().toString(),
        "--log",
        log.toString(),
        "--log-format",
        "json",
        "run",
        "--detach",
        "--preserve-fds",
        "1",
        "--bundle",
        bundle.toString(),
        id.value());
  }

  /** Process 1 of a sandbox as runc recorded it, dead or alive. */
  public Optional<HostProcess> process(SandboxId id) {
    try {
      JsonNode state = MAPPER.readTree(record(id).resolve("state.json").toFile());
      return Optional.of(
          new HostProcess(
              state.path("init_process_pid").asLong(), state.path("init_process_start").asLong()));
    } catch (IOException absentOrHalfWritten) {
      return Optional.empty();
    }
  }

  /**
   * Removes what runc keeps of a sandbox that does not run, which is files only. Runc's own {@code
   * delete} does no more but takes 5 ms, and refuses what it has half written itself.
   */
  public void forget(SandboxId id) {
    Trees.removeOurs(record(id));
  }

  private Path record(SandboxId id) {
    return paths.runtime().resolve(id.value());
  }
}
