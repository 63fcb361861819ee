package dev.sebring.sandbox.guest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.sandbox.ByteStream;
import dev.sebring.sandbox.guest.frame.FieldReader;
import dev.sebring.sandbox.guest.frame.FieldWriter;
import dev.sebring.sandbox.guest.frame.Frame;
import dev.sebring.sandbox.guest.frame.FrameType;
import dev.sebring.sandbox.guest.frame.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GuestFilesTest {
  private static final GuestPath PATH = GuestPath.of("x");

  private Peer peer;
  private GuestFiles files;

  @BeforeEach
  void connect() throws IOException {
    peer = Peer.greeted();
    files = peer.guest().files("daytona");
  }

  @AfterEach
  void disconnect() throws IOException {
    peer.close();
  }

  @Test
  void aFileIsReadToItsEnd() throws Exception {
    CompletableFuture<FileInput> opening = Peer.later(() -> files.read(ReadRequest.all(PATH)));
    Frame request = peer.receive(FrameType.REQUEST);
    FieldReader fields = new FieldReader(request.payload());
    assertThat(fields.u8()).isEqualTo(Operation.READ.code());
    assertThat(fields.text(100)).isEqualTo("daytona");
    assertThat(fields.text(100)).isEqualTo("x");
    assertThat(fields.u64()).isZero();
    assertThat(fields.i64()).isEqualTo(-1);
    assertThat(fields.u8()).isZero();
    fields.end();
    peer.send(FrameType.STARTED, 1, stat(new FieldWriter(), 0));
    peer.data(1, 1, bytes("ab"));
    peer.data(1, 1, bytes("c"));
    peer.send(Frame.eof(1, 1));
    peer.done(1, new FieldWriter().u64(3));

    try (FileInput file = opening.get()) {
      assertThat(file.stat().owner()).isEqualTo("root");
      assertThat(file.read()).isEqualTo('a');
      assertThat(file.readAllBytes()).isEqualTo(bytes("bc"));
      assertThat(file.read()).isEqualTo(-1);
    }
  }

  @Test
  void anErrorWhileReadingComesAfterTheBytesBeforeIt() throws Exception {
    CompletableFuture<FileInput> opening = Peer.later(() -> files.read(ReadRequest.all(PATH)));
    peer.send(FrameType.STARTED, peer.request(), stat(new FieldWriter(), 0));
    peer.data(1, 1, bytes("ab"));
    peer.error(1, 5, "path", "read x: Input/output error");
    FileInput file = opening.get();

    assertThat(file.readNBytes(2)).isEqualTo(bytes("ab"));
    assertThatThrownBy(file::read).hasMessage("read x: read x: Input/output error");
  }

  @Test
  void theRemovalOfATreeIsWaitedForLongerThanOtherCalls() throws Exception {
    GuestFiles impatient = files.withTimeout(Peer.SHORT);
    CompletableFuture<Void> removal =
        Peer.later(() -> {
          impatient.removeTree(PATH);
          return null;
        });
    long channel = peer.request();

    assertThatThrownBy(() -> impatient.stat(PATH)).isInstanceOf(GuestTimeoutException.class);
    peer.done(channel, new FieldWriter());

    removal.get();
  }

  @Test
  void closingAFileBeforeItsEndCancels() throws Exception {
    CompletableFuture<FileInput> opening = Peer.later(() -> files.read(ReadRequest.all(PATH)));
    peer.send(FrameType.STARTED, peer.request(), stat(new FieldWriter(), 0));

    opening.get().close();

    peer.receive(FrameType.CANCEL);
  }

  @Test
  void aFileIsWrittenAndFinishedWithWhatItIsNow() throws Exception {
    CompletableFuture<FileStat> writing =
        Peer.later(() -> {
          try (FileOutput file = files.write(WriteRequest.replaceMakingParents(PATH))) {
            file.write(bytes("hello"));
            return file.finish();
          }
        });
    FieldReader fields = new FieldReader(peer.receive(FrameType.REQUEST).payload());
    assertThat(fields.u8()).isEqualTo(Operation.WRITE.code());
    assertThat(fields.text(100) + fields.text(100)).isEqualTo("daytonax");
    assertThat(fields.u32()).isEqualTo(1 + 2 + 16);
    assertThat(fields.u32()).isEqualTo(0644);
    peer.send(FrameType.STARTED, 1, new FieldWriter());
    assertThat(new String(peer.receive(FrameType.DATA).payload(), UTF_8)).isEqualTo("\0hello");
    peer.receive(FrameType.EOF);
    peer.done(1, stat(new FieldWriter().u64(5), 0));

    assertThat(writing.get().type()).isEqualTo(FileType.FILE);
  }

  @Test
  void aFullDiskEndsTheWriting() throws Exception {
    CompletableFuture<FileStat> writing =
        Peer.later(() -> {
          try (FileOutput file = files.write(WriteRequest.replace(PATH))) {
            file.write(new byte[1_000_000]);
            return file.finish();
          }
        });
    peer.send(FrameType.STARTED, peer.request(), new FieldWriter());
    peer.receive(FrameType.DATA);
    peer.error(1, Errno.ENOSPC, "path", "write x: No space left on device");

    assertThat(GuestTest.cause(writing, GuestException.class).errno()).isEqualTo(Errno.ENOSPC);
  }

  @Test
  void aListingIsReadHoweverItsRecordsAreSplit() throws Exception {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (int i = 0; i < 50; i++) {
      records.writeBytes(stat(new FieldWriter().text("file" + i), i).bytes());
    }
    byte[] all = records.toByteArray();
    for (int size : new int[] {1, 3, 100, all.length}) {
      CompletableFuture<Listing> listing = Peer.later(() -> files.list(PATH, 1, 100));
      long channel = peer.request();
      for (int at = 0; at < all.length; at += size) {
        peer.send(Frame.data(channel, 1, all, at, Math.min(size, all.length - at)));
      }
      peer.done(channel, new FieldWriter().u64(50).u8(1));

      assertThat(listing.get().cut()).isTrue();
      assertThat(listing.get().entries())
          .extracting(entry -> entry.path() + " " + entry.stat().modified().getEpochSecond())
          .startsWith("file0 0", "file1 1")
          .endsWith("file49 49");
    }
  }

  @Test
  void aTimeBeyondWhatJavaKnowsIsItsNearestEnd() throws Exception {
    CompletableFuture<FileStat> stat = Peer.later(() -> files.stat(PATH));
    peer.done(peer.request(), stat(new FieldWriter(), Long.MAX_VALUE));

    assertThat(stat.get().modified()).isEqualTo(Instant.MAX);
  }

  @Test
  void aWalkThatThrowsEndsAndCancels() throws Exception {
    CompletableFuture<?> walk =
        Peer.later(() -> {
          List<DirectoryEntry> seen = new ArrayList<>();
          files.walk(
              PATH,
              2,
              entry -> {
                seen.add(entry);
                throw new IllegalStateException("enough after " + seen.size());
              });
          return null;
        });
    peer.data(peer.request(), 1, stat(new FieldWriter().text("a"), 0).bytes());

    assertThat(GuestTest.cause(walk, IllegalStateException.class)).hasMessage("enough after 1");
    peer.receive(FrameType.CANCEL);
  }

  @Test
  void aPortIsAStreamWithTwoHalves() throws Exception {
    CompletableFuture<ByteStream> connecting = Peer.later(() -> peer.guest().connect(8080));
    peer.send(FrameType.STARTED, peer.request(), new FieldWriter());
    try (ByteStream port = connecting.get()) {
      port.output().write(bytes("GET"));
      port.output().close();
      assertThat(new String(peer.receive(FrameType.DATA).payload(), UTF_8)).isEqualTo("\0GET");
      assertThat(peer.receive(FrameType.EOF).payload()).containsExactly(0);
      peer.data(1, 1, bytes("200"));
      peer.send(Frame.eof(1, 1));
      peer.done(1, new FieldWriter());
      assertThat(port.input().readAllBytes()).isEqualTo(bytes("200"));
    }
  }

  private static FieldWriter stat(FieldWriter to, long seconds) {
    return to.u8(1)
        .u32(0644)
        .u32(0)
        .u32(0)
        .u64(3)
        .u64(seconds)
        .u32(0)
        .u64(1)
        .u32(1)
        .text("root")
        .text("root")
        .text("");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
