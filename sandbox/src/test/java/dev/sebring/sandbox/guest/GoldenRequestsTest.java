package dev.sebring.sandbox.guest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.sandbox.guest.frame.Frame;
import dev.sebring.sandbox.guest.frame.FrameType;
import dev.sebring.sandbox.guest.frame.Hello;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What this side sends is, byte for byte, what the guest's golden frames say. */
@Timeout(30)
class GoldenRequestsTest {
  static Stream<GoldenCase> requests() {
    return ours().filter(golden -> golden.word("frame").equals("REQUEST"));
  }

  private static Stream<GoldenCase> ours() {
    return GoldenCase.all().stream()
        .filter(golden -> !golden.isFromGuest())
        .filter(GoldenCase::isValid);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aRequestIsSentByteForByte(GoldenCase golden) throws IOException {
    try (Peer peer = Peer.greeted()) {
      Peer.later(() -> {
        call(peer.guest(), golden);
        return null;
      });

      assertThat(peer.receive(FrameType.REQUEST).payload()).isEqualTo(golden.frame().payload());
    }
  }

  @Test
  void whatFollowsARequestIsSentByteForByte() throws IOException {
    for (GoldenCase golden : ours().toList()) {
      if (!golden.word("frame").equals("REQUEST")) {
        Frame frame = golden.frame();
        assertThat(made(golden).type()).isEqualTo(frame.type());
        assertThat(made(golden).channel()).isEqualTo(frame.channel());
        assertThat(made(golden).payload()).isEqualTo(frame.payload());
      }
    }
  }

  private static Frame made(GoldenCase golden) {
    long channel = golden.number("channel");
    return switch (FrameType.valueOf(golden.word("frame"))) {
      case HELLO -> Hello.ofHost();
      case DATA -> {
        byte[] data = GoldenCase.bytes(golden.word("data"));
        yield Frame.data(channel, golden.integer("stream"), data, 0, data.length);
      }
      case EOF -> Frame.eof(channel, golden.integer("stream"));
      case CREDIT -> Frame.credit(channel, golden.number("bytes"));
      case CANCEL -> Frame.cancel(channel);
      case REQUEST, STARTED, GAP, DONE, ERROR -> throw new AssertionError("no check: " + golden);
    };
  }

  private static void call(Guest guest, GoldenCase golden) {
    switch (golden.word("op")) {
      case "PING" -> guest.ping(Peer.LONG);
      case "STATS" -> guest.stats();
      case "SPAWN" -> guest.spawn(spawn(golden));
      case "ATTACH" -> guest.attach(id(golden), golden.number("offset"), flag(golden, "follow"));
      case "WAIT" -> guest.waitFor(id(golden), Peer.LONG);
      case "SIGNAL" -> {
        SignalScope scope = SignalScope.values()[golden.integer("scope")];
        guest.signal(id(golden), golden.integer("signal"), scope);
      }
      case "RESIZE" -> guest.resize(id(golden), size(golden));
      case "PROCESSES" -> guest.processes();
      case "RELEASE" -> guest.release(id(golden));
      case "LIMITS" -> guest.limitsReached(id(golden));
      case "LEASE" -> guest.lease(Duration.ofSeconds(golden.number("seconds")));
      case "ENV" -> {
        assertThat(golden.all("change")).hasSize(2);
        String[] set =
            new String(GoldenCase.bytes(golden.all("change").get(1)), UTF_8).split("=", 2);
        guest.changeEnvironment(
            Map.of(set[0], set[1]),
            List.of(new String(GoldenCase.bytes(golden.all("change").get(0)), UTF_8)),
            golden.text("prefix"));
      }
      case "USER" -> guest.user(golden.text("user"));
      case "CONNECT" -> guest.connect(golden.integer("port"));
      case "PORTS" -> guest.ports();
      default -> call(guest.files(golden.text("user")), golden);
    }
  }

  private static void call(GuestFiles files, GoldenCase golden) {
    switch (golden.word("op")) {
      case "READ" -> {
        long asked = golden.number("length");
        long length = asked == -1 ? ReadRequest.TO_END : asked;
        files.read(
            new ReadRequest(
                golden.path("path"), golden.number("offset"), length, flag(golden, "flags")));
      }
      case "WRITE" -> {
        assertThat(golden.number("flags")).isEqualTo(31);
        files.write(
            new WriteRequest(
                golden.path("path"),
                Set.of(WriteOption.values()),
                golden.integer("mode"),
                golden.number("offset")));
      }
      case "FIND" ->
          files.find(
              golden.path("path"),
              GoldenCase.bytes(golden.word("needle")),
              golden.number("most"),
              line -> {});
      case "STAT" -> {
        assertThat(flag(golden, "follow")).isFalse();
        files.stat(golden.path("path"));
      }
      case "LIST" ->
          files.list(golden.path("path"), golden.integer("depth"), golden.integer("most"));
      case "MKDIR" -> files.mkdirs(golden.path("path"), golden.integer("mode"));
      case "REMOVE" -> files.removeTree(golden.path("path"));
      case "RENAME" -> files.rename(golden.path("from"), golden.path("to"), flag(golden, "flags"));
      case "CHMOD" -> files.chmod(golden.path("path"), golden.integer("mode"));
      case "CHOWN" -> files.chown(golden.path("path"), golden.text("owner"), golden.text("group"));
      case "REALPATH" -> files.realpath(golden.path("path"));
      default -> throw new AssertionError("no check for " + golden);
    }
  }

  private static SpawnRequest spawn(GoldenCase golden) {
    List<String> arguments = golden.all("argv").stream().map(GoldenRequestsTest::text).toList();
    SpawnRequestBuilder request =
        SpawnRequest.builder(arguments)
            .logCap(golden.number("log_cap"))
            .label(golden.text("label"))
            .user(golden.text("user"));
    if (golden.integer("flags") == 15) {
      request.mergeOutput().openStdin().keep().terminal(size(golden));
    }
    if (!golden.text("cwd").isEmpty()) {
      request.directory(golden.path("cwd"));
    }
    for (String variable : golden.has("env") ? golden.all("env") : List.<String>of()) {
      String[] parts = text(variable).split("=", 2);
      SpawnRequestBuilder same =
          parts.length == 2 ? request.env(parts[0], parts[1]) : request.unsetEnv(parts[0]);
      assertThat(same).isSameAs(request);
    }
    for (int i = 0; golden.has("input_fd") && i < golden.all("input_fd").size(); i++) {
      Descriptor descriptor = new Descriptor(Integer.parseInt(golden.all("input_fd").get(i)));
      long length = Long.parseLong(golden.all("input_length").get(i));
      request.input(new ProcessInput(descriptor, length, InputStream::nullInputStream));
    }
    for (String output : golden.has("output") ? golden.all("output") : List.<String>of()) {
      request.output(new Descriptor(Integer.parseInt(output)));
    }
    return request.build();
  }

  private static String text(String quoted) {
    return new String(GoldenCase.bytes(quoted), UTF_8);
  }

  private static ProcessId id(GoldenCase golden) {
    return new ProcessId(golden.number("id"));
  }

  private static TerminalSize size(GoldenCase golden) {
    return new TerminalSize(golden.integer("rows"), golden.integer("columns"));
  }

  private static boolean flag(GoldenCase golden, String key) {
    return golden.number(key) == 1;
  }
}
