package dev.sebring.sandbox.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.guest.frame.FieldReader;
import dev.sebring.sandbox.guest.frame.Frame;
import dev.sebring.sandbox.guest.frame.FrameType;
import dev.sebring.sandbox.guest.frame.Hello;
import dev.sebring.sandbox.guest.frame.ProtocolViolationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guest's own golden frames say is what this side understands. */
class GoldenAnswersTest {
  static Stream<GoldenCase> answers() {
    return GoldenCase.all().stream().filter(GoldenCase::isFromGuest).filter(GoldenCase::isValid);
  }

  static Stream<GoldenCase> refused() {
    return GoldenCase.all().stream()
        .filter(GoldenCase::isFromGuest)
        .filter(golden -> !golden.isValid());
  }

  @ParameterizedTest
  @MethodSource("answers")
  void aFrameOfTheGuestIsUnderstood(GoldenCase golden) throws IOException {
    Frame frame = golden.frame();

    assertThat(frame.type().name()).isEqualTo(golden.word("frame"));
    assertThat(frame.channel()).isEqualTo(golden.number("channel"));
    switch (frame.type()) {
      case HELLO -> assertHello(golden, Hello.decode(frame));
      case STARTED -> assertStarted(golden, frame.payload());
      case DATA -> assertData(golden, frame.payload());
      case EOF -> assertThat(frame.payload()).containsExactly(golden.integer("stream"));
      case CREDIT -> {
        Decoder<Long> decoder = FieldReader::u32;
        assertThat(decoder.all(frame.payload())).isEqualTo(golden.number("bytes"));
      }
      case GAP -> assertGap(golden, new FieldReader(frame.payload()));
      case DONE -> assertDone(golden, frame.payload());
      case ERROR -> assertError(golden, frame.payload());
      case REQUEST, CANCEL -> throw new AssertionError(frame.type() + " from a guest");
    }
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aFrameThatNoGuestMaySendIsRefused(GoldenCase golden) {
    assertThatExceptionOfType(ProtocolViolationException.class)
        .isThrownBy(() -> {
          Frame frame = golden.frame();
          switch (frame.type()) {
            case HELLO -> Hello.decode(frame);
            case ERROR -> all(Outcome.Refused::decode, frame.payload());
            case GAP -> assertGap(golden, new FieldReader(frame.payload()));
            case DONE -> all(ProcessDecoders::exit, frame.payload());
            default -> throw new AssertionError("no check for " + golden);
          }
        });
  }

  private static <T> T all(Decoder<T> decoder, byte[] payload) throws ProtocolViolationException {
    return decoder.all(payload);
  }

  private static void assertHello(GoldenCase golden, Hello hello) {
    byte[] bootId = GoldenCase.bytes(golden.word("boot_id"));
    assertThat(hello)
        .isEqualTo(
            new Hello(
                HexFormat.of().formatHex(bootId),
                golden.text("guest_version"),
                golden.text("architecture")));
  }

  private static void assertStarted(GoldenCase golden, byte[] payload) throws IOException {
    switch (golden.word("op")) {
      case "SPAWN" ->
          assertThat(all(ProcessDecoders::id, payload).value()).isEqualTo(golden.number("id"));
      case "ATTACH" ->
          assertThat(all(ProcessDecoders::logOffset, payload))
              .isEqualTo(golden.number("oldest_offset"));
      case "READ" -> assertThat(all(FileDecoders::stat, payload)).isEqualTo(stat(golden));
      case "WRITE", "CONNECT" -> assertThat(Empty.DECODER.all(payload)).isEqualTo(Empty.EMPTY);
      default -> throw new AssertionError("no check for " + golden);
    }
  }

  private static void assertDone(GoldenCase golden, byte[] payload) throws IOException {
    switch (golden.word("op")) {
      case "PING" ->
          assertThat(all(ProcessDecoders::uptime, payload))
              .isEqualTo(Duration.ofMillis(golden.number("uptime_ms")));
      case "STATS" -> assertThat(all(ProcessDecoders::stats, payload)).isEqualTo(stats(golden));
      case "SPAWN", "ATTACH", "WAIT" ->
          assertThat(all(ProcessDecoders::exit, payload)).isEqualTo(exit(golden));
      case "LIMITS" ->
          assertThat(all(ProcessDecoders::limits, payload))
              .containsExactly(ReachedLimit.MEMORY, ReachedLimit.PROCESSES);
      case "PROCESSES", "PORTS" ->
          assertThat(all(RecordsEnd::whole, payload).count()).isEqualTo(golden.number("count"));
      case "LIST", "FIND" ->
          assertThat(all(RecordsEnd::decode, payload))
              .isEqualTo(new RecordsEnd(golden.number("count"), golden.number("cut") == 1));
      case "READ" -> assertThat(all(FieldReader::u64, payload)).isEqualTo(golden.number("bytes"));
      case "WRITE" ->
          assertThat(all(FileDecoders::written, payload))
              .isEqualTo(new FileOutput.Written(golden.number("bytes"), stat(golden)));
      case "STAT" -> assertThat(all(FileDecoders::stat, payload)).isEqualTo(stat(golden));
      case "REALPATH" ->
          assertThat(all(FileDecoders::path, payload)).isEqualTo(golden.path("path"));
      case "USER" -> assertThat(all(FileDecoders::user, payload)).isEqualTo(user(golden));
      default -> assertThat(Empty.DECODER.all(payload)).isEqualTo(Empty.EMPTY);
    }
  }

  private static void assertData(GoldenCase golden, byte[] payload) throws IOException {
    assertThat(payload[0]).isEqualTo((byte) golden.number("stream"));
    byte[] data = Arrays.copyOfRange(payload, 1, payload.length);
    if (golden.has("data")) {
      assertThat(data).isEqualTo(GoldenCase.bytes(golden.word("data")));
      return;
    }
    switch (golden.word("op")) {
      case "LIST" ->
          assertThat(records(FileDecoders::entry, data))
              .containsExactly(entry(golden.record(0)), entry(golden.record(1)));
      case "FIND" ->
          assertThat(records(FileDecoders::found, data))
              .containsExactly(found(golden.record(0)), found(golden.record(1)));
      case "PROCESSES" ->
          assertThat(records(ProcessDecoders::record, data))
              .containsExactly(process(golden.record(0)), process(golden.record(1)));
      case "PORTS" ->
          assertThat(records(FieldReader::u16, data))
              .isEqualTo(golden.all("port").stream().map(Integer::valueOf).toList());
      default -> throw new AssertionError("no check for " + golden);
    }
  }

  private static <T> List<T> records(Decoder<T> decoder, byte[] data) throws IOException {
    List<T> records = new ArrayList<>();
    RecordReader<T> reader = new RecordReader<>(decoder, 10, 10_000);
    reader.read(data, records::add);
    reader.end(records.size());
    return records;
  }

  private static void assertGap(GoldenCase golden, FieldReader fields)
      throws ProtocolViolationException {
    int stream = fields.u8();
    long missing = fields.u64();
    fields.end();
    assertThat(stream).isEqualTo(golden.integer("stream"));
    assertThat(missing).isEqualTo(golden.number("bytes"));
  }

  private static void assertError(GoldenCase golden, byte[] payload) throws IOException {
    Outcome.Refused<Empty> refused = all(Outcome.Refused::decode, payload);
    assertThat(refused)
        .isEqualTo(
            new Outcome.Refused<Empty>(
                golden.integer("errno"), golden.text("what"), golden.text("message")));
    assertThat(FrameType.valueOf(golden.word("frame"))).isEqualTo(FrameType.ERROR);
  }

  private static ExitStatus exit(GoldenCase golden) {
    long logEnd = golden.number("exit_log_end");
    int value = golden.integer("exit_value");
    return switch (golden.integer("exit_state")) {
      case 0 -> new ExitStatus.Running(logEnd);
      case 1 -> new ExitStatus.Exited(value, logEnd);
      default -> new ExitStatus.Signalled(value, logEnd);
    };
  }

  private static FileStat stat(GoldenCase golden) {
    FileType type = FileType.values()[golden.integer("stat_type") - 1];
    return new FileStat(
        type,
        golden.integer("stat_mode"),
        golden.number("stat_uid"),
        golden.number("stat_gid"),
        golden.number("stat_size"),
        Instant.ofEpochSecond(
            golden.number("stat_mtime_seconds"), golden.number("stat_mtime_nanoseconds")),
        golden.number("stat_inode"),
        golden.number("stat_links"),
        golden.text("stat_owner"),
        golden.text("stat_group"),
        type == FileType.SYMBOLIC_LINK ? golden.path("stat_link_target") : null);
  }

  private static DirectoryEntry entry(GoldenCase golden) {
    return new DirectoryEntry(golden.path("path"), stat(golden));
  }

  private static FoundLine found(GoldenCase golden) {
    return new FoundLine(
        golden.path("path"), golden.number("line"), GoldenCase.bytes(golden.word("content")));
  }

  private static ProcessRecord process(GoldenCase golden) {
    int flags = golden.integer("flags");
    return new ProcessRecord(
        new ProcessId(golden.number("id")),
        golden.number("pid"),
        (flags & 1) != 0,
        (flags & 4) != 0,
        (flags & 8) != 0,
        golden.number("live"),
        exit(golden),
        Instant.ofEpochMilli(golden.number("started")),
        golden.number("oldest_offset"),
        golden.number("log_end_now"),
        golden.text("label"),
        golden.text("program"));
  }

  private static GuestStats stats(GoldenCase golden) {
    return new GuestStats(
        golden.number("cpus"),
        Duration.ofNanos(golden.number("cpu_used_us") * 1000),
        size(golden, "memory_total"),
        size(golden, "memory_used"),
        size(golden, "memory_cache"),
        size(golden, "disk_total"),
        size(golden, "disk_used"),
        size(golden, "disk_free"),
        golden.number("processes"));
  }

  private static ByteSize size(GoldenCase golden, String key) {
    return new ByteSize(golden.number(key));
  }

  private static GuestUser user(GoldenCase golden) {
    return new GuestUser(
        golden.number("uid"),
        golden.number("gid"),
        golden.text("name"),
        golden.path("home"),
        golden.path("shell"));
  }
}
