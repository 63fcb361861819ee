package dev.sebring.sandbox.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.sandbox.guest.frame.FieldReader;
import dev.sebring.sandbox.guest.frame.FieldWriter;
import dev.sebring.sandbox.guest.frame.Frame;
import dev.sebring.sandbox.guest.frame.FrameType;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A sandbox's root can replace the guest. Whatever it sends ends its own connection, and nothing
 * else.
 */
@Timeout(30)
class HostileGuestTest {
  private static final FieldWriter NOTHING = new FieldWriter();

  /** What is asked, what the guest sends for it, and what the caller is told. */
  private interface Attack {
    void on(Peer peer, long channel) throws IOException;
  }

  private static Arguments attack(String told, Function<Guest, Object> call, Attack attack) {
    return Arguments.of(told, call, attack);
  }

  private static final Function<Guest, Object> PING = guest -> guest.ping(Peer.LONG);
  private static final Function<Guest, Object> WAIT =
      guest -> guest.waitFor(new ProcessId(1), Peer.LONG);
  private static final Function<Guest, Object> STATS = Guest::stats;
  private static final Function<Guest, Object> PROCESSES = Guest::processes;
  private static final Function<Guest, Object> PORTS = Guest::ports;
  private static final Function<Guest, Object> USER = guest -> guest.user("x");
  private static final Function<Guest, Object> STAT =
      guest -> guest.files("").stat(GuestPath.of("x"));
  private static final Function<Guest, Object> LIST =
      guest -> guest.files("").list(GuestPath.of("x"), 1, 1);
  private static final Function<Guest, Object> REALPATH =
      guest -> guest.files("").realpath(GuestPath.of("x"));
  private static final Function<Guest, Object> READ =
      guest -> {
        try (FileInput file = guest.files("").read(ReadRequest.all(GuestPath.of("x")))) {
          return file.readAllBytes();
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      };
  private static final Function<Guest, Object> WRITE =
      guest -> {
        try (FileOutput file = guest.files("").write(WriteRequest.replace(GuestPath.of("x")))) {
          file.write(new byte[3]);
          return file.finish();
        }
      };
  private static final Function<Guest, Object> SPAWN =
      guest -> {
        try (GuestProcess process = guest.spawn(SpawnRequest.builder("x").build())) {
          return process.waitFor(Peer.LONG);
        }
      };

  static Stream<Arguments> attacks() {
    return Stream.of(frames(), channels(), fields(), files()).flatMap(all -> all);
  }

  private static Stream<Arguments> frames() {
    return Stream.of(
        attack("a second HELLO", PING, (peer, n) -> peer.send(Peer.hello())),
        attack("REQUEST from a guest", PING, (peer, n) -> peer.send(FrameType.REQUEST, n, u8(1))),
        attack("CANCEL from a guest", PING, (peer, n) -> peer.send(Frame.cancel(n))),
        attack("which this host has not opened", PING, (peer, n) -> peer.done(n + 1, u64(1))),
        attack("not expected", PING, (peer, n) -> peer.send(FrameType.STARTED, n, NOTHING)),
        attack("not expected on stream 1", PING, (peer, n) -> peer.data(n, 1, new byte[1])),
        attack("not expected on stream 0", PORTS, (peer, n) -> peer.data(n, 0, new byte[1])),
        attack("not expected on stream 255", PORTS, (peer, n) -> peer.data(n, 255, new byte[1])),
        attack("a payload of 0 bytes", PORTS, (peer, n) -> peer.send(FrameType.DATA, n, NOTHING)),
        attack("a payload of 2 bytes", PORTS, (peer, n) -> peer.send(FrameType.EOF, n, u16(256))),
        attack("not expected", PORTS, (peer, n) -> peer.send(FrameType.GAP, n, u8(1).u64(1))));
  }

  private static Stream<Arguments> channels() {
    return Stream.of(
        attack("before STARTED", SPAWN, (peer, n) -> peer.data(n, 1, new byte[1])),
        attack("before STARTED", SPAWN, (peer, n) -> peer.done(n, exit(1, 0))),
        attack("a second time", SPAWN, (peer, n) -> twice(() -> started(peer, n))),
        attack(
            "not expected on stream 3",
            SPAWN,
            (peer, n) -> {
              started(peer, n);
              peer.data(n, 3, new byte[1]);
            }),
        attack(
            "more on stream 1 after its EOF",
            SPAWN,
            (peer, n) -> {
              started(peer, n);
              peer.send(Frame.eof(n, 1));
              peer.data(n, 1, new byte[1]);
            }),
        attack(
            "a GAP of 0 bytes",
            SPAWN,
            (peer, n) -> {
              started(peer, n);
              peer.send(FrameType.GAP, n, u8(1).u64(0));
            }),
        attack(
            "a number beyond 2^63 - 1",
            SPAWN,
            (peer, n) -> {
              started(peer, n);
              peer.send(FrameType.GAP, n, u8(1).u64(-1));
            }),
        attack(
            "the credit becomes",
            WRITE,
            (peer, n) -> {
              peer.send(FrameType.STARTED, n, NOTHING);
              peer.send(Frame.credit(n, 0xffff_ffffL));
            }));
  }

  private static Stream<Arguments> fields() {
    return Stream.of(
        attack("a field of 8 bytes where 4", PING, (peer, n) -> peer.done(n, u32(1))),
        attack("1 bytes after the last", PING, (peer, n) -> peer.done(n, u64(1).u8(0))),
        attack("a number beyond", PING, (peer, n) -> peer.done(n, u64(-1))),
        attack("state 3, value 0", WAIT, (peer, n) -> peer.done(n, exit(3, 0))),
        attack(
            "limits: 4",
            guest -> guest.limitsReached(new ProcessId(1)),
            (peer, n) -> peer.done(n, new FieldWriter().u8(4))),
        attack("state 1, value 256", WAIT, (peer, n) -> peer.done(n, exit(1, 256))),
        attack("state 2, value 0", WAIT, (peer, n) -> peer.done(n, exit(2, 0))),
        attack("state 0, value 9", WAIT, (peer, n) -> peer.done(n, exit(0, 9))),
        attack(
            "an offset no log can have",
            WAIT,
            (peer, n) -> peer.done(n, u8(1).u32(0).u64(Long.MAX_VALUE))),
        attack(
            "a process with the id 0", SPAWN, (peer, n) -> peer.send(FrameType.STARTED, n, u64(0))),
        attack(
            "a number beyond",
            STATS,
            (peer, n) ->
                peer.done(n, u32(1).u64(0).u64(-5).u64(0).u64(0).u64(0).u64(0).u64(0).u32(1))),
        attack("an error number that", PING, (peer, n) -> peer.error(n, 0, "path", "x")),
        attack("an error number that", PING, (peer, n) -> peer.error(n, 5000, "path", "x")),
        attack("is not a word", PING, (peer, n) -> peer.error(n, 1, "No Such", "x")),
        attack(
            "a field of 20000 bytes, more than 8192",
            PING,
            (peer, n) -> peer.error(n, 1, "path", "x".repeat(20_000))),
        attack("a path that is empty", REALPATH, (peer, n) -> peer.done(n, text(""))),
        attack("has a zero byte", REALPATH, (peer, n) -> peer.done(n, text("/a\0b"))),
        attack("more than 32768", REALPATH, (peer, n) -> peer.done(n, text("a".repeat(40_000)))),
        attack("a field of", USER, (peer, n) -> peer.done(n, u32(1).u32(1).u32(0xffff_ffffL))));
  }

  private static Stream<Arguments> files() {
    return Stream.of(
        attack("an unknown type of file: 8", STAT, (peer, n) -> peer.done(n, stat(8, 0644, 0, ""))),
        attack("a mode of 100644", STAT, (peer, n) -> peer.done(n, stat(1, 0100644, 0, ""))),
        attack("a link target of", STAT, (peer, n) -> peer.done(n, stat(1, 0644, 0, "x"))),
        attack("nanoseconds", STAT, (peer, n) -> peer.done(n, stat(1, 0644, 1_000_000_000L, ""))),
        attack(
            "more than the 1 records asked for",
            LIST,
            (peer, n) -> {
              peer.data(n, 1, entry("a"));
              peer.data(n, 1, entry("b"));
            }),
        attack(
            "1 records where DONE says 2",
            LIST,
            (peer, n) -> {
              peer.data(n, 1, entry("a"));
              peer.done(n, u64(2).u8(0));
            }),
        attack(
            "a record without its end",
            LIST,
            (peer, n) -> {
              peer.data(n, 1, u32(4).u16(0x6161).bytes());
              peer.done(n, u64(0).u8(0));
            }),
        attack("neither 0 nor 1", LIST, (peer, n) -> peer.done(n, u64(0).u8(2))),
        attack("an entry outside", LIST, (peer, n) -> peer.data(n, 1, entry("/etc/passwd"))),
        attack("an entry outside", LIST, (peer, n) -> peer.data(n, 1, entry("a/../../b"))),
        attack("more than 32768", LIST, (peer, n) -> peer.data(n, 1, u32(0x7fff_ffff).bytes())),
        attack(
            "with the flags 16",
            PROCESSES,
            (peer, n) -> peer.data(n, 1, u64(1).u32(1).u16(16).bytes())),
        attack(
            "2 bytes of a file where DONE says 3",
            READ,
            (peer, n) -> {
              peer.send(FrameType.STARTED, n, stat(1, 0644, 0, ""));
              peer.data(n, 1, new byte[2]);
              peer.send(Frame.eof(n, 1));
              peer.done(n, u64(3));
            }),
        attack(
            "DONE says 2 bytes, sent were 3",
            WRITE,
            (peer, n) -> {
              peer.send(FrameType.STARTED, n, NOTHING);
              peer.receive(FrameType.DATA);
              peer.receive(FrameType.EOF);
              byte[] stat = stat(1, 0644, 0, "").bytes();
              byte[] payload = new byte[stat.length + 8];
              payload[7] = 2;
              System.arraycopy(stat, 0, payload, 8, stat.length);
              peer.send(new Frame(FrameType.DONE, n, payload));
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void aGuestThatBreaksTheProtocolLosesItsConnectionAndAllItsCallersAreTold(
      String told, Function<Guest, Object> call, Attack attack) throws Exception {
    try (Peer peer = Peer.greeted()) {
      CompletableFuture<?> bystander = Peer.later(() -> peer.guest().ping(Peer.LONG));
      peer.request();
      CompletableFuture<?> victim = Peer.later(() -> call.apply(peer.guest()));

      attack.on(peer, peer.request());

      assertThat(GuestTest.cause(victim, GuestLostException.class))
          .hasMessageContaining("the guest broke the protocol")
          .hasMessageContaining(told);
      GuestTest.cause(bystander, GuestLostException.class);
      peer.awaitClosed();
    }
  }

  @Test
  void aSecondEndOfAChannelIsRefused() throws Exception {
    try (Peer peer = Peer.greeted()) {
      CompletableFuture<Duration> ping = Peer.later(() -> peer.guest().ping(Peer.LONG));
      long channel = peer.request();
      peer.done(channel, u64(1));
      ping.get();
      CompletableFuture<?> next = Peer.later(() -> peer.guest().ping(Peer.LONG));
      peer.request();

      peer.done(channel, u64(1));

      assertThat(GuestTest.cause(next, GuestLostException.class))
          .hasMessageContaining("DONE on channel " + channel + ", which has ended");
    }
  }

  @Test
  void dataBeyondTheCreditIsRefused() throws Exception {
    try (Peer peer = Peer.greeted()) {
      CompletableFuture<GuestProcess> spawning =
          Peer.later(() -> peer.guest().spawn(SpawnRequest.builder("x").build()));
      long channel = peer.request();
      started(peer, channel);
      GuestProcess process = spawning.get();
      for (int i = 0; i < 4; i++) {
        peer.data(channel, 1, new byte[65_535]);
      }
      peer.data(channel, 1, new byte[5]);
      peer.awaitClosed();

      for (int i = 0; i < 4; i++) {
        assertThat(process.next(Peer.LONG)).isPresent();
      }
      assertThatThrownBy(() -> process.next(Peer.LONG))
          .isInstanceOf(GuestLostException.class)
          .hasMessageContaining("DATA of 5 bytes where the credit is 4");
    }
  }

  @Test
  void aListThatNeverEndsTakesBoundedMemory() throws Exception {
    try (Peer peer = Peer.greeted()) {
      CompletableFuture<?> processes = Peer.later(() -> peer.guest().processes());
      long channel = peer.request();
      Thread.ofVirtual().start(() -> sendProcesses(peer, channel));

      assertThat(GuestTest.cause(processes, GuestLostException.class))
          .hasMessageContaining("more than 33554432 bytes of records");
    }
  }

  private static void sendProcesses(Peer peer, long channel) {
    FieldWriter record = u64(1).u32(1).u16(0).u32(1).u8(0).u32(0).u64(0).u64(0).u64(0).u64(0);
    byte[] bytes = record.text("l".repeat(1024)).text("p".repeat(4096)).bytes();
    try {
      for (long sent = 0; true; sent += bytes.length) {
        while (sent > 200_000) {
          sent -= new FieldReader(peer.receive(FrameType.CREDIT).payload()).u32();
        }
        peer.data(channel, 1, bytes);
      }
    } catch (IOException | AssertionError e) {
      assertThat(e).as("the host has closed").isNotNull();
    }
  }

  @Test
  void aGreetingThatIsNoneEndsTheConnection() {
    assertThatThrownBy(() -> Peer.open(new Frame(FrameType.DONE, 1, new byte[0]), Peer.LONG))
        .isInstanceOf(GuestLostException.class)
        .hasMessageContaining("DONE before HELLO");
    assertThatThrownBy(
            () -> Peer.open(new Frame(FrameType.HELLO, 0, u32(0x48545450).bytes()), Peer.LONG))
        .hasMessageContaining("not a guest: it begins with 48545450");
    assertThatThrownBy(() ->
            Peer.open(new Frame(FrameType.HELLO, 0, u32(0x53425247).u16(2).bytes()), Peer.LONG))
        .hasMessageContaining("a guest of protocol version 2, this host speaks 1");
  }

  @Test
  void aGuestThatReadsNothingHoldsNobodyBeyondItsDeadline() throws Exception {
    try (Peer peer = Peer.greeted(Peer.SHORT)) {
      SpawnRequest large = SpawnRequest.builder("x", "y".repeat(1_000_000)).build();
      for (int i = 0; i < 20; i++) {
        assertThatThrownBy(() -> peer.guest().spawn(large))
            .isInstanceOf(GuestTimeoutException.class);
      }
    }
  }

  @Test
  void randomFramesAreHandledOrEndTheConnectionAndNothingElse() throws Exception {
    Random random = new Random(3);
    for (int round = 0; round < 100; round++) {
      try (Peer peer = Peer.greeted(Duration.ofMillis(500))) {
        CompletableFuture<?> list = Peer.later(() -> LIST.apply(peer.guest()));
        peer.request();
        CompletableFuture<?> spawn = Peer.later(() -> SPAWN.apply(peer.guest()));
        peer.request();
        sendRandom(peer, random);
        peer.guest().close();
        assertAnsweredOrFailed(list);
        assertAnsweredOrFailed(spawn);
      }
    }
  }

  private static void assertAnsweredOrFailed(CompletableFuture<?> call) throws Exception {
    Throwable failure = call.handle((value, e) -> e).get();
    if (failure != null) {
      assertThat(failure).isInstanceOf(GuestFailure.class);
    }
  }

  private static void sendRandom(Peer peer, Random random) {
    FrameType[] types = FrameType.values();
    try {
      for (int i = 0; i < 50; i++) {
        byte[] payload = new byte[random.nextInt(40)];
        random.nextBytes(payload);
        if (payload.length > 0 && random.nextBoolean()) {
          payload[0] = 1;
        }
        FrameType type = types[1 + random.nextInt(types.length - 1)];
        peer.send(new Frame(type, 1 + random.nextInt(3), payload));
      }
    } catch (IOException e) {
      assertThat(e).as("the host has closed").isNotNull();
    }
  }

  private static void started(Peer peer, long channel) throws IOException {
    peer.send(FrameType.STARTED, channel, u64(1));
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void twice(Step step) throws IOException {
    step.run();
    step.run();
  }

  private static FieldWriter exit(int state, int value) {
    return u8(state).u32(value).u64(0);
  }

  private static FieldWriter stat(int type, int mode, long nanos, String target) {
    return stat(new FieldWriter(), type, mode, nanos, target);
  }

  private static FieldWriter stat(FieldWriter to, int type, int mode, long nanos, String target) {
    return to.u8(type)
        .u32(mode)
        .u32(0)
        .u32(0)
        .u64(3)
        .u64(0)
        .u32(nanos)
        .u64(1)
        .u32(1)
        .text("root")
        .text("root")
        .text(target);
  }

  private static byte[] entry(String path) {
    return stat(text(path), 1, 0644, 0, "").bytes();
  }

  private static FieldWriter u8(int value) {
    return new FieldWriter().u8(value);
  }

  private static FieldWriter u16(int value) {
    return new FieldWriter().u16(value);
  }

  private static FieldWriter u32(long value) {
    return new FieldWriter().u32(value);
  }

  private static FieldWriter u64(long value) {
    return new FieldWriter().u64(value);
  }

  private static FieldWriter text(String value) {
    return new FieldWriter().text(value);
  }
}
