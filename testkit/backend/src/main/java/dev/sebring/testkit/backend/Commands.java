package dev.sebring.testkit.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.sandbox.guest.SpawnRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs commands in a sandbox to their end. */
final class Commands {
  private Commands() {}

  /**
   * What a command did.
   *
   * @param output by descriptor number
   * @param missing bytes that were gone, of all descriptors
   */
  record Result(ExitStatus exit, Map<Integer, byte[]> output, long missing) {
    byte[] bytes() {
      return output.getOrDefault(Descriptor.STDOUT.number(), new byte[0]);
    }

    String out() {
      return text(Descriptor.STDOUT);
    }

    String text(Descriptor descriptor) {
      return new String(output.getOrDefault(descriptor.number(), new byte[0]), UTF_8);
    }
  }

  static Result sh(Guest guest, String script) {
    return run(guest, SpawnRequest.builder("sh", "-c", script).mergeOutput().build());
  }

  static Result run(Guest guest, SpawnRequest request) {
    try (GuestProcess process = guest.spawn(request)) {
      return finish(process);
    }
  }

  /** Gives a process its whole standard input. */
  static void feed(GuestProcess process, byte[] bytes) {
    try (OutputStream stdin = process.stdin()) {
      stdin.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Result finish(GuestProcess process) {
    Map<Integer, ByteArrayOutputStream> output = new TreeMap<>();
    long missing = 0;
    for (Optional<ProcessOutput> next = process.next(Sandboxes.LONG);
        next.isPresent();
        next = process.next(Sandboxes.LONG)) {
      switch (next.get()) {
        case ProcessOutput.Bytes(Descriptor from, byte[] bytes) ->
            output
                .computeIfAbsent(from.number(), any -> new ByteArrayOutputStream())
                .writeBytes(bytes);
        case ProcessOutput.Gap gap -> missing += gap.missing();
      }
    }
    Map<Integer, byte[]> all = new TreeMap<>();
    output.forEach((number, bytes) -> all.put(number, bytes.toByteArray()));
    return new Result(process.waitFor(Sandboxes.LONG), all, missing);
  }
}
