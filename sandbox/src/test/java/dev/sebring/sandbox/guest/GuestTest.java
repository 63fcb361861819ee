package dev.sebring.sandbox.guest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sebring.sandbox.guest.frame.FieldWriter;
import dev.sebring.sandbox.guest.frame.Frame;
import dev.sebring.sandbox.guest.frame.FrameType;
import dev.sebring.sandbox.guest.frame.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GuestTest {
  private Peer peer;
  private Guest guest;

  @BeforeEach
  void connect() throws IOException {
    peer = Peer.greeted();
    guest = peer.guest();
  }

  @AfterEach
  void disconnect() throws IOException {
    peer.close();
  }

  @Test
  void theGuestIntroducesItself() {
    assertThat(guest.hello())
        .isEqualTo(new GuestHello(new BootId("0123456789abcdef0000000000000001"), "0.1", "x86_64"));
  }

  @Test
  void answersGoToWhoeverAskedInWhateverOrderTheyCome() throws Exception {
    CompletableFuture<Duration> first = Peer.later(() -> guest.ping(Peer.LONG));
    long firstChannel = peer.request();
    CompletableFuture<Duration> second = Peer.later(() -> guest.ping(Peer.LONG));
    long secondChannel = peer.request();

    peer.done(secondChannel, new FieldWriter().u64(2));
    peer.done(firstChannel, new FieldWriter().u64(1));

    assertThat(second.get()).isEqualTo(Duration.ofMillis(2));
    assertThat(first.get()).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void anErrorOfTheGuestSaysWhatWasTriedAndWhatTheGuestSaid() throws Exception {
    CompletableFuture<FileStat> stat =
        Peer.later(() -> guest.files("daytona").stat(GuestPath.of("x")));
    peer.error(peer.request(), Errno.ENOENT, "path", "lstat /home/daytona/x: No such file");

    GuestException e = cause(stat, GuestException.class);

    assertThat(e).hasMessage("look at x: lstat /home/daytona/x: No such file");
    assertThat(e.errno()).isEqualTo(Errno.ENOENT);
    assertThat(e.step()).isEqualTo("path");
  }

  @Test
  void aCallThatTimesOutIsCancelledAndTheConnectionGoesOn() throws Exception {
    assertThatThrownBy(() -> guest.ping(Peer.SHORT))
        .isInstanceOf(GuestTimeoutException.class)
        .hasMessageStartingWith("ping the guest: gave up after 50 ms");
    long given = peer.request();
    assertThat(peer.receive(FrameType.CANCEL).channel()).isEqualTo(given);

    CompletableFuture<Duration> next = Peer.later(() -> guest.ping(Peer.LONG));
    long channel = peer.request();
    peer.error(given, Errno.ECANCELED, "request", "cancelled");
    peer.done(channel, new FieldWriter().u64(5));

    assertThat(next.get()).isEqualTo(Duration.ofMillis(5));
  }

  @Test
  void anInterruptedCallIsCancelledAndStaysInterrupted() throws Exception {
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                guest.ping(Peer.LONG);
              } catch (GuestTimeoutException e) {
                flag.complete(Thread.currentThread().isInterrupted());
              }
            });
    peer.request();
    thread.interrupt();

    assertThat(flag.get()).isTrue();
    peer.receive(FrameType.CANCEL);
  }

  @Test
  void losingTheConnectionFailsAllCallsAtOnce() throws Exception {
    List<CompletableFuture<?>> calls = new ArrayList<>();
    calls.add(Peer.later(() -> guest.ping(Peer.LONG)));
    calls.add(Peer.later(() -> guest.waitFor(new ProcessId(1), Peer.LONG)));
    calls.add(Peer.later(() -> guest.files("").list(GuestPath.of("/"), 1, 10)));
    calls.add(Peer.later(() -> guest.spawn(SpawnRequest.builder("true").build())));
    for (int i = 0; i < calls.size(); i++) {
      peer.request();
    }
    assertThat(guest.isLost()).isFalse();

    peer.close();

    for (CompletableFuture<?> call : calls) {
      assertThat(cause(call, GuestLostException.class)).hasMessageContaining("closed");
    }
    assertThat(guest.isLost()).isTrue();
    assertThatThrownBy(() -> guest.ping(Peer.LONG)).isInstanceOf(GuestLostException.class);
  }

  @Test
  void outputComesInOrderWithItsStreamAndItsGapsAndThenTheExit() throws Exception {
    GuestProcess process = spawn(SpawnRequest.builder("x").output(new Descriptor(5)).build(), 1);
    peer.data(1, 1, bytes("out"));
    peer.send(FrameType.GAP, 1, new FieldWriter().u8(1).u64(100));
    peer.data(1, 2, bytes("err"));
    peer.data(1, 5, bytes("extra"));
    peer.done(1, exited(3, 106));

    assertThat(text(process))
        .containsExactly(
            "stdout out", "stdout missing 100", "stderr err", "descriptor 5 extra", "end");
    assertThat(process.offset()).isEqualTo(106);
    assertThat(process.waitFor(Peer.LONG)).isEqualTo(new ExitStatus.Exited(3, 106));
    assertThat(process.waitFor(Peer.LONG).shellCode()).isEqualTo(3);
  }

  @Test
  void waitingForOutputInVainLosesNothing() throws Exception {
    GuestProcess process = spawn(SpawnRequest.builder("x").build(), 1);

    assertThatThrownBy(() -> process.next(Peer.SHORT)).isInstanceOf(GuestTimeoutException.class);
    peer.data(1, 1, bytes("late"));

    assertThat(process.next(Peer.LONG))
        .get()
        .extracting(ProcessOutput::descriptor)
        .isEqualTo(Descriptor.STDOUT);
  }

  @Test
  void aReaderThatDoesNotReadStallsNobodyElse() throws Exception {
    spawn(SpawnRequest.builder("yes").build(), 1);
    for (int i = 0; i < 4; i++) {
      peer.data(1, 1, new byte[65_535]);
    }
    peer.data(1, 1, new byte[4]);

    CompletableFuture<Duration> ping = Peer.later(() -> guest.ping(Peer.LONG));
    peer.done(peer.request(), new FieldWriter().u64(1));

    assertThat(ping.get()).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void creditIsGrantedOnlyForWhatWasTaken() throws Exception {
    GuestProcess process = spawn(SpawnRequest.builder("yes").build(), 1);
    for (int i = 0; i < 4; i++) {
      peer.data(1, 1, new byte[65_535]);
    }
    process.next(Peer.LONG);
    process.next(Peer.LONG);
    process.next(Peer.LONG);

    Frame credit = peer.receive(FrameType.CREDIT);

    assertThat(credit.payload()).isEqualTo(new FieldWriter().u32(3 * 65_535).bytes());
  }

  @Test
  void standardInputWaitsForCreditAndItsEndIsTold() throws Exception {
    GuestProcess process = spawn(SpawnRequest.builder("cat").openStdin().build(), 1);
    CompletableFuture<Void> writing =
        Peer.later(() -> {
          process.stdin().write(new byte[300_000]);
          process.stdin().close();
          return null;
        });
    assertThat(receiveData(262_144)).isEqualTo(262_144);
    assertThat(writing).isNotDone();

    peer.send(Frame.credit(1, 100_000));

    assertThat(receiveData(37_856)).isEqualTo(37_856);
    assertThat(peer.receive(FrameType.EOF).payload()).containsExactly(0);
    writing.get(10, TimeUnit.SECONDS);
  }

  @Test
  void standardInputOfAnEndedProcessIsDropped() throws Exception {
    GuestProcess process = spawn(SpawnRequest.builder("true").openStdin().build(), 1);
    peer.done(1, exited(0, 0));
    process.waitFor(Peer.LONG);

    process.stdin().write(new byte[1_000_000]);
    process.stdin().close();
  }

  @Test
  void inputsAreSentBeforeTheProcessStarts() throws Exception {
    SpawnRequest request =
        SpawnRequest.builder("python3", "/dev/fd/3")
            .input(new Descriptor(3), bytes("print(1)"))
            .build();
    CompletableFuture<GuestProcess> spawning = Peer.later(() -> guest.spawn(request));
    long channel = peer.request();
    Frame data = peer.receive(FrameType.DATA);
    assertThat(new String(data.payload(), UTF_8)).isEqualTo("\3print(1)");
    peer.send(FrameType.STARTED, channel, new FieldWriter().u64(9));

    assertThat(spawning.get().id()).isEqualTo(new ProcessId(9));
  }

  @Test
  void aProcessThatStartsAfterItsCallerGaveUpIsKilled() throws Exception {
    peer.close();
    peer = Peer.greeted(Peer.SHORT);
    assertThatThrownBy(() -> peer.guest().spawn(SpawnRequest.builder("x").build()))
        .isInstanceOf(GuestTimeoutException.class);
    long channel = peer.request();
    peer.receive(FrameType.CANCEL);

    peer.send(FrameType.STARTED, channel, new FieldWriter().u64(7));

    Frame kill = peer.receive(FrameType.REQUEST);
    peer.done(kill.channel(), new FieldWriter());
    assertThat(kill.payload())
        .isEqualTo(new FieldWriter().u8(Operation.SIGNAL.code()).u64(7).u32(9).u8(0).bytes());
    CompletableFuture<Duration> after = Peer.later(() -> peer.guest().ping(Peer.LONG));
    peer.done(peer.request(), new FieldWriter().u64(1));
    assertThat(after.get()).isPositive();
  }

  @Test
  void closingAProcessDetaches() throws Exception {
    GuestProcess process = spawn(SpawnRequest.builder("x").build(), 1);
    CompletableFuture<?> waiting = Peer.later(() -> process.next(Peer.LONG));

    process.close();

    peer.receive(FrameType.CANCEL);
    peer.data(1, 1, bytes("on its way"));
    peer.error(1, Errno.ECANCELED, "request", "cancelled");
    assertThat(cause(waiting, IllegalStateException.class)).hasMessageContaining("closed");
  }

  @Test
  void aRequestTooLargeForOneFrameIsRefusedHere() {
    SpawnRequest request = SpawnRequest.builder("echo", "x".repeat(1 << 20)).build();

    GuestException e = catchThrowableOfType(GuestException.class, () -> guest.spawn(request));

    assertThat(e.errno()).isEqualTo(Errno.E2BIG);
  }

  @Test
  void moreThanTheGuestTakesAtOnceWaitsItsTurn() throws Exception {
    List<CompletableFuture<Duration>> pings = new ArrayList<>();
    for (int i = 0; i < 1024; i++) {
      pings.add(Peer.later(() -> guest.ping(Peer.LONG)));
    }
    for (int i = 0; i < 1024; i++) {
      peer.request();
    }
    assertThatThrownBy(() -> guest.ping(Peer.SHORT)).hasMessageContaining("1024 operations");

    pings.add(Peer.later(() -> guest.ping(Peer.LONG)));
    peer.done(1, new FieldWriter().u64(1));
    assertThat(peer.request()).isEqualTo(1025);
    for (long channel = 2; channel <= 1025; channel++) {
      peer.done(channel, new FieldWriter().u64(channel));
    }

    for (CompletableFuture<Duration> ping : pings) {
      assertThat(ping.get(10, TimeUnit.SECONDS)).isPositive();
    }
  }

  private GuestProcess spawn(SpawnRequest request, long id) throws Exception {
    CompletableFuture<GuestProcess> spawning = Peer.later(() -> guest.spawn(request));
    peer.send(FrameType.STARTED, peer.request(), new FieldWriter().u64(id));
    return spawning.get(10, TimeUnit.SECONDS);
  }

  private int receiveData(int wanted) throws IOException {
    int received = 0;
    while (received < wanted) {
      received += peer.receive(FrameType.DATA).payload().length - 1;
    }
    return received;
  }

  private static List<String> text(GuestProcess process) {
    List<String> text = new ArrayList<>();
    while (true) {
      ProcessOutput output = process.next(Peer.LONG).orElse(null);
      switch (output) {
        case null -> {
          text.add("end");
          return text;
        }
        case ProcessOutput.Bytes b -> text.add(b.descriptor() + " " + new String(b.bytes(), UTF_8));
        case ProcessOutput.Gap gap -> text.add(gap.descriptor() + " missing " + gap.missing());
      }
    }
  }

  static <T extends Throwable> T cause(CompletableFuture<?> call, Class<T> type) throws Exception {
    try {
      Object value = call.get(10, TimeUnit.SECONDS);
      throw new AssertionError("expected a failure and got " + value);
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isInstanceOf(type);
      return type.cast(e.getCause());
    }
  }

  private static FieldWriter exited(int code, long logEnd) {
    return new FieldWriter().u8(1).u32(code).u64(logEnd);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
