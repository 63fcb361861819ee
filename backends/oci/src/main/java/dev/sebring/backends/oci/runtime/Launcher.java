package dev.sebring.backends.oci.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sebring.backends.oci.disk.Disk;
import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.backends.oci.host.IdRange;
import dev.sebring.backends.oci.host.PackedFiles;
import dev.sebring.backends.oci.network.Link;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import dev.sebring.sandbox.SandboxId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Our C program for what Java cannot do on the host: see {@code launcher/src/main.c}. Thread-safe.
 */
public final class Launcher {
  private static final String RESOURCE = "/dev/sebring/backends/oci/linux-x86_64/launcher";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HostPaths paths;
  private final Path program;

  private Launcher(HostPaths paths, Path program) {
    this.paths = paths;
    this.program = program;
  }

  /** Puts the program into the state directory. */
  public static Launcher install(HostPaths paths) {
    Path program = paths.state().resolve("launcher");
    PackedFiles.install(PackedFiles.read(RESOURCE), program);
    return new Launcher(paths, program);
  }

  /** The command with these words, as one that ends when its standard input does. */
  public List<String> guarded(List<String> words) {
    List<String> all = new ArrayList<>(List.of(program.toString(), "guard"));
    all.addAll(words);
    return all;
  }

  /**
   * Lets a runtime make a sandbox.
   *
   * @param layers read-only trees, the topmost first
   * @param bundle directory with {@code config.json}
   * @param link which does not exist yet
   * @param shares lists of threads of the groups that its programs may be in
   */
  public void start(
      SandboxId id,
      IdRange ids,
      List<Path> layers,
      Disk disk,
      Path bundle,
      Link link,
      OciRuntime runtime,
      List<Path> shares) {
    Path log = bundle.resolve("runtime.log");
    List<String> words = new ArrayList<>(List.of(program.toString(), "start"));
    words.addAll(List.of("--scratch", paths.scratch().toString()));
    words.addAll(List.of("--id-base", Long.toString(ids.base())));
    layers.forEach(layer -> words.addAll(List.of("--layer", layer.toString())));
    words.addAll(
        switch (disk) {
          case Disk.Directory directory -> List.of("--disk", directory.path().toString());
          case Disk.Image image -> List.of("--disk-image", image.path().toString());
        });
    words.addAll(List.of("--socket-dir", paths.sockets().toString(), "--socket", id.value()));
    words.addAll(List.of("--socket-type", runtime.traits().ownKernel() ? "datagram" : "stream"));
    shares.forEach(share -> words.addAll(List.of("--share", share.toString())));
    words.addAll(link.options());
    words.add("--");
    words.addAll(runtime.make(id, bundle, log, 1 + shares.size()));
    HostCommand.Outcome result = new HostCommand("start sandbox " + id, words, "").outcome();
    if (result.exitCode() != 0) {
      String reason = result.errors().isBlank() ? lastError(log) : result.errors().strip();
      throw new BackendException(
          Kind.FAILED, "start sandbox " + id + ": exit " + result.exitCode() + ": " + reason);
    }
  }

  /**
   * Connects the one who listens at a path with a guest whose runtime lets no listening socket in.
   *
   * @throws IOException if no guest is there, or it does not take connections in
   */
  void introduce(Path listening, Path guest) throws IOException {
    List<String> words =
        List.of(program.toString(), "introduce", listening.toString(), guest.toString());
    HostCommand.Outcome result = new HostCommand("connect to a guest", words, "").outcome();
    if (result.exitCode() != 0) {
      throw new IOException(result.errors().strip());
    }
  }

  private static String lastError(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return lines.isEmpty()
          ? "the runtime said nothing"
          : MAPPER.readTree(lines.getLast()).path("msg").asText();
    } catch (JsonProcessingException e) {
      return "see " + log;
    } catch (IOException e) {
      return "the runtime said nothing in " + log;
    }
  }
}
