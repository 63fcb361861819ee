package dev.sebring.sandbox.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sebring.sandbox.guest.frame.Frame;
import dev.sebring.sandbox.guest.frame.FrameReader;
import dev.sebring.sandbox.guest.frame.FrameType;
import dev.sebring.sandbox.guest.frame.FrameWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutboxTest {
  private final Outbox outbox = new Outbox();

  @Test
  void aFullOutboxLetsCallersWaitAndControlFramesPass() {
    for (int i = 0; i < 16; i++) {
      outbox.put(Frame.data(1, 0, new byte[65_535], 0, 65_535), Deadline.after(Peer.LONG), "x");
    }

    assertThatExceptionOfType(GuestTimeoutException.class)
        .isThrownBy(() -> outbox.put(Frame.eof(1, 0), Deadline.after(Duration.ofMillis(1)), "x"));
    outbox.putNow(Frame.cancel(1));
  }

  @Test
  void framesAreSentInTheOrderInWhichTheyWerePut() throws Exception {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    Thread sender = Thread.ofVirtual().start(() -> send(sent));
    for (int i = 1; i <= 1000; i++) {
      outbox.put(Frame.credit(i, i), Deadline.after(Peer.LONG), "x");
    }
    outbox.putNow(Frame.cancel(1001));
    Deadline deadline = Deadline.after(Peer.LONG);
    outbox.put(Frame.data(1002, 0, new byte[65_535], 0, 65_535), deadline, "x");
    while (sent.size() < 1000 * 12 + 8 + 65_544 && deadline.nanosLeft() > 0) {
      Thread.onSpinWait();
    }
    outbox.close();
    sender.join();

    FrameReader reader = new FrameReader(new ByteArrayInputStream(sent.toByteArray()));
    for (int i = 1; i <= 1000; i++) {
      assertThat(reader.read().channel()).isEqualTo(i);
    }
    assertThat(reader.read().type()).isEqualTo(FrameType.CANCEL);
    assertThat(reader.read().payload()).hasSize(65_536);
  }

  private void send(ByteArrayOutputStream sent) {
    try {
      outbox.sendAll(new FrameWriter(sent));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
