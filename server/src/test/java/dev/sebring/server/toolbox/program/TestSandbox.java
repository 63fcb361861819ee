package dev.sebring.server.toolbox.program;

import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.SandboxSpec;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.sandbox.guest.SpawnRequestBuilder;
import dev.sebring.sandbox.guest.WriteRequest;
import dev.sebring.server.toolbox.TemporaryDirectory;
import dev.sebring.testkit.backend.LocalBackend;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One sandbox without isolation, and a connection to its guest. */
final class TestSandbox implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TemporaryDirectory directory = new TemporaryDirectory();
  private final LocalBackend backend = new LocalBackend(directory.path());
  private final SandboxId id = SandboxId.random();
  private final Guest guest;

  TestSandbox(Map<String, String> environment) {
    backend.create(
        new SandboxSpec(id, "any", environment, Resources.DEFAULT, NetworkPolicy.BLOCKED));
    backend.start(id);
    guest = Guest.connect(backend.connect(id, PATIENCE), PATIENCE);
  }

  GuestPath home() {
    return guest.user(System.getProperty("user.name")).home();
  }

  void write(String file, String text) {
    GuestPath path = home().resolve(file);
    try (var out = guest.files("").write(WriteRequest.replaceMakingParents(path))) {
      ((OutputStream) out).write(text.getBytes(StandardCharsets.UTF_8));
      out.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void remove(String file) {
    guest.files("").remove(home().resolve(file));
  }

  /** What a program did. */
  record Result(int exitCode, String output, Optional<String> directory) {}

  Result run(SpawnRequestBuilder start) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream reports = new ByteArrayOutputStream();
    try (GuestProcess process =
        guest.spawn(start.directory(home()).mergeOutput().env("LC_ALL", "C.UTF-8").build())) {
      Optional<ProcessOutput> piece;
      while ((piece = process.next(PATIENCE)).isPresent()) {
        if (piece.get() instanceof ProcessOutput.Bytes bytes) {
          (ShellCommand.isReport(bytes.descriptor()) ? reports : output).writeBytes(bytes.bytes());
        }
      }
      return new Result(
          process.waitFor(PATIENCE).shellCode(),
          output.toString(StandardCharsets.UTF_8),
          ShellCommand.lastDirectory(reports.toByteArray()));
    }
  }

  @Override
  public void close() {
    guest.close();
    backend.delete(id);
    directory.close();
  }
}
