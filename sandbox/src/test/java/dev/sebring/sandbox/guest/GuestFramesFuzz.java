package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.ByteStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a coverage-guided fuzzer calls ({@code make fuzz}), and {@link GuestFramesCorpusTest} with
 * what it found: the first byte of the input picks a call, the second cuts the stream into pieces,
 * and the rest is what a hostile guest sends for it, on channel 1. The call returns or says what is
 * wrong, and nothing on this side breaks.
 */
public final class GuestFramesFuzz {
  /** Nothing waits so long: the guest has closed the stream before. */
  private static final Duration LONG = Duration.ofSeconds(30);

  private static final GuestPath PATH = GuestPath.of("x");
  private static final ProcessId PROCESS = new ProcessId(1);

  private static final List<Function<Guest, Object>> CALLS =
      List.of(
          guest -> guest.ping(LONG),
          Guest::stats,
          GuestFramesFuzz::spawn,
          guest -> output(guest.attach(PROCESS, 0, true)),
          guest -> guest.waitFor(PROCESS, LONG),
          Guest::processes,
          Guest::ports,
          guest -> guest.user("x"),
          guest -> guest.files("").stat(PATH),
          guest -> guest.files("").list(PATH, 2, 100),
          guest -> guest.files("").realpath(PATH),
          GuestFramesFuzz::read,
          GuestFramesFuzz::write,
          GuestFramesFuzz::port,
          guest -> {
            guest.files("").removeTree(PATH);
            return PATH;
          });

  private GuestFramesFuzz() {}

  /** How many calls the first byte chooses among. */
  static int calls() {
    return CALLS.size();
  }

  /** One run. Whatever it throws is a defect. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length < 2) {
      return;
    }
    Function<Guest, Object> call = CALLS.get((data[0] & 0xff) % CALLS.size());
    try (Guest guest =
        Guest.connect(new ScriptedGuestStream(data, 2, 1 + (data[1] & 0xff)), LONG)) {
      Objects.requireNonNull(call.apply(guest).toString());
    } catch (GuestTimeoutException e) {
      throw new AssertionError("nobody told the caller that the guest is gone", e);
    } catch (GuestFailure e) {
      requireHonest(e);
    }
  }

  /** An exception that is not about the guest is ours. */
  private static void requireHonest(GuestFailure failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (!(cause instanceof GuestFailure) && !(cause instanceof IOException)) {
        throw new AssertionError("a defect of the host's side: " + cause, failure);
      }
    }
  }

  private static Object spawn(Guest guest) {
    SpawnRequest request =
        SpawnRequest.builder("x")
            .openStdin()
            .input(new Descriptor(3), new byte[5])
            .output(new Descriptor(4))
            .build();
    return output(guest.spawn(request));
  }

  private static Object output(GuestProcess running) {
    try (GuestProcess process = running) {
      process.stdin().write(new byte[3]);
      Optional<ProcessOutput> piece = process.next(LONG);
      while (piece.isPresent()) {
        piece = process.next(LONG);
      }
      return process.waitFor(LONG) + " at " + process.offset();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object read(Guest guest) {
    try (FileInput file = guest.files("").read(ReadRequest.all(PATH))) {
      return file.stat() + " " + file.readAllBytes().length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object write(Guest guest) {
    try (FileOutput file = guest.files("").write(WriteRequest.replace(PATH))) {
      file.write(new byte[3]);
      return file.finish();
    }
  }

  private static Object port(Guest guest) {
    try (ByteStream port = guest.connect(80);
        OutputStream out = port.output()) {
      out.write(new byte[3]);
      return port.input().readAllBytes().length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
