package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.guest.frame.FieldWriter;
import dev.sebring.sandbox.guest.frame.FrameType;
import dev.sebring.sandbox.guest.frame.Operation;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * Starts one process: sends the request and its inputs, and waits until it runs. Not thread-safe.
 */
final class Spawn {
  private static final int MERGE = 1;
  private static final int STDIN = 2;
  private static final int TTY = 4;
  private static final int KEEP = 8;

  private final Calls calls;
  private final SpawnRequest request;
  private final LateStart lateStart;

  /** What to do with a process that starts after its caller has given up. */
  @FunctionalInterface
  interface LateStart {
    /** Returns at once: it is called where frames are read. */
    void started(ProcessId id, boolean kept);
  }

  Spawn(Calls calls, SpawnRequest request, LateStart lateStart) {
    this.calls = calls;
    this.request = request;
    this.lateStart = lateStart;
  }

  GuestProcess start() {
    ChannelKind<ProcessId, ExitStatus> kind =
        new ChannelKind<>(
            Operation.SPAWN, ProcessDecoders::id, ProcessDecoders::exit, streams(), true);
    Channel<ProcessId, ExitStatus> channel = calls.open(kind, fields(), "start " + request);
    try {
      boolean wanted = true;
      for (ProcessInput input : request.inputs()) {
        wanted = wanted && send(channel, input);
      }
      return new GuestProcess(
          calls, channel, channel.awaitStarted(calls.deadline()), 0, request.stdin());
    } catch (RuntimeException e) {
      channel.abandon(id -> lateStart.started(id, request.kept()));
      throw e;
    }
  }

  private boolean send(Channel<?, ?> channel, ProcessInput input) {
    byte[] buffer = new byte[(int) Math.min(input.length(), FrameType.MAX_DATA)];
    try (InputStream in = input.source().open()) {
      long left = input.length();
      while (left > 0) {
        int read = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
        if (read == 0) {
          throw new EOFException(left + " bytes before the " + input.length() + " it should have");
        }
        if (!channel.send(input.descriptor().number(), buffer, 0, read, calls.timeout())) {
          return false;
        }
        left -= read;
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(
          channel.tried() + ": the input for " + input.descriptor() + " failed", e);
    }
  }

  private long streams() {
    long streams = GuestProcess.OUTPUT_STREAMS;
    for (Descriptor output : request.outputs()) {
      streams |= 1L << output.number();
    }
    return streams;
  }

  private int flags() {
    return (request.merged() ? MERGE : 0)
        | (request.stdin() ? STDIN : 0)
        | (request.terminal() != null ? TTY : 0)
        | (request.kept() ? KEEP : 0);
  }

  private FieldWriter fields() {
    TerminalSize terminal = request.terminal();
    GuestPath directory = request.directory();
    FieldWriter fields =
        new FieldWriter()
            .u16(flags())
            .u16(terminal == null ? 0 : terminal.rows())
            .u16(terminal == null ? 0 : terminal.columns())
            .u64(request.logCap())
            .text(request.label())
            .text(request.user())
            .bytes(directory == null ? new byte[0] : directory.bytes())
            .u32(request.arguments().size());
    request.arguments().forEach(fields::text);
    fields.u32(request.environment().size());
    for (Map.Entry<String, Optional<String>> variable : request.environment().entrySet()) {
      String name = variable.getKey();
      fields.text(variable.getValue().map(value -> name + "=" + value).orElse(name));
    }
    fields.u32(request.inputs().size());
    request.inputs().forEach(in -> fields.u8(in.descriptor().number()).u64(in.length()));
    fields.u32(request.outputs().size());
    request.outputs().forEach(out -> fields.u8(out.number()));
    return fields.text("");
  }
}
