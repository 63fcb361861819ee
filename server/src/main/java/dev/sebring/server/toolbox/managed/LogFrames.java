package dev.sebring.server.toolbox.managed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.api.LogFrame;
import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.server.toolbox.output.PieceBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes frames of what a process has written. Text is never cut within a character: what comes
 * before the rest of one, from either stream, is held until then. Frames are given out with cursors
 * at which a reader who goes on there misses nothing. Not thread-safe.
 */
final class LogFrames {
  /** More than that is not held for the rest of a character that may never come. */
  static final int MOST_HELD_BYTES = 64 << 10;

  private final boolean base64;
  private final boolean terminal;
  private final List<LogFrame> frames = new ArrayList<>();
  private final List<Held> held = new ArrayList<>();
  private final Map<String, byte[]> cut = new HashMap<>();
  private int heldBytes;
  private long cursor;

  private record Held(String channel, byte[] bytes) {}

  /**
   * @param terminal whether the output is that of a terminal
   * @param from offset in the log
   */
  LogFrames(boolean base64, boolean terminal, long from) {
    this.base64 = base64;
    this.terminal = terminal;
    this.cursor = from;
  }

  /**
   * The next piece.
   *
   * @param offset where it ends in the log
   */
  void add(ProcessOutput piece, long offset) {
    if (base64 && piece instanceof ProcessOutput.Gap) {
      // A line of text about it has no place among bytes.
      release(offset);
      return;
    }
    String channel =
        terminal ? "pty" : piece.descriptor().equals(Descriptor.STDERR) ? "stderr" : "stdout";
    boolean nothingHeld = held.isEmpty();
    byte[] bytes = joined(cut.remove(channel), PieceBytes.of(piece));
    int length = base64 ? bytes.length : Utf8.wholeLength(bytes);
    hold(channel, Arrays.copyOf(bytes, length));
    if (length < bytes.length) {
      cut.put(channel, Arrays.copyOfRange(bytes, length, bytes.length));
    }
    if (cut.isEmpty()) {
      release(offset);
    } else if (nothingHeld && cut.size() == 1 && cut.containsKey(channel)) {
      // What is cut is the end of the log, where whoever goes on finds it again.
      release(offset - (bytes.length - length));
    } else if (heldBytes > MOST_HELD_BYTES) {
      end(offset);
    }
  }

  /**
   * The process has ended: characters that were not finished never will be.
   *
   * @param offset where the log ends
   */
  void end(long offset) {
    cut.forEach(this::hold);
    cut.clear();
    release(offset);
  }

  /** Whether something waits for the rest of a character of the other stream. */
  boolean holds() {
    return !held.isEmpty();
  }

  /** How many there are to take. */
  int size() {
    return frames.size();
  }

  /** Takes what is there, in order. */
  List<LogFrame> take() {
    List<LogFrame> taken = List.copyOf(frames);
    frames.clear();
    return taken;
  }

  /** Where to go on after all that was taken or is to take. */
  String cursor() {
    return Long.toString(cursor);
  }

  private void hold(String channel, byte[] bytes) {
    if (bytes.length > 0) {
      held.add(new Held(channel, bytes));
      heldBytes += bytes.length;
    }
  }

  private void release(long offset) {
    for (int i = 0; i < held.size(); i++) {
      // Of several that waited for each other only the last ends where all is told.
      long end = i == held.size() - 1 ? offset : cursor;
      byte[] bytes = held.get(i).bytes;
      frames.add(
          new LogFrame(
              held.get(i).channel,
              Long.toString(end),
              base64 ? Base64.getEncoder().encodeToString(bytes) : new String(bytes, UTF_8),
              System.currentTimeMillis()));
    }
    held.clear();
    heldBytes = 0;
    cursor = offset;
  }

  private static byte[] joined(byte @Nullable [] first, byte[] second) {
    if (first == null) {
      return second;
    }
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
