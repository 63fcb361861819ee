package dev.sebring.sandbox.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.sandbox.guest.frame.ProtocolViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReceiveQueueTest {
  private final ReceiveQueue queue = new ReceiveQueue();

  @Test
  void whatIsTakenIsWhatCameInOrderHoweverItWasCut() throws ProtocolViolationException {
    Random random = new Random(7);
    List<String> came = new ArrayList<>();
    List<String> taken = new ArrayList<>();
    for (int round = 0; round < 5_000; round++) {
      int stream = 1 + random.nextInt(2);
      if (random.nextInt(50) == 0) {
        queue.gap(stream, 3);
        came.add(stream + " gap 3");
      } else {
        byte[] payload = new byte[1 + random.nextInt(random.nextInt(20) == 0 ? 3000 : 4)];
        random.nextBytes(payload);
        payload[0] = (byte) stream;
        queue.data(payload);
        for (int i = 1; i < payload.length; i++) {
          came.add(stream + " " + payload[i]);
        }
      }
      for (int i = random.nextInt(3); i > 0 || queue.grant() > 0; i--) {
        take(taken);
      }
    }
    while (!queue.isEmpty()) {
      take(taken);
    }
    assertThat(joined(taken)).isEqualTo(joined(came));
  }

  @Test
  void theWindowIsAllThatCanComeWithoutTaking() throws ProtocolViolationException {
    fill(1);

    assertThatThrownBy(() -> queue.data(new byte[] {1, 0}))
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessage("DATA of 1 bytes where the credit is 0");
  }

  @Test
  void creditIsGrantedForWhatWasTakenOnceItIsHalfTheWindow() throws ProtocolViolationException {
    fill(32 * 1024);
    long granted = 0;
    int taken = 0;
    for (Piece piece = queue.take(); piece != null; piece = queue.take()) {
      taken += piece.bytes().length;
      granted += queue.grant();
      assertThat(granted).isLessThanOrEqualTo(taken).isGreaterThan(taken - 131_072L);
    }
    assertThat(granted).isEqualTo(262_144);
  }

  @Test
  void neighboursOfOneStreamAreTakenAsOnePiece() throws ProtocolViolationException {
    queue.data(new byte[] {1, 'a'});
    queue.data(new byte[] {1, 'b'});
    queue.data(new byte[] {2, 'c'});

    assertThat(queue.take().bytes()).containsExactly('a', 'b');
    assertThat(queue.take().bytes()).containsExactly('c');
    assertThat(queue.take()).isNull();
  }

  @Test
  void nothingMayComeAfterTheEndOfAStream() throws ProtocolViolationException {
    queue.eof(1);
    queue.data(new byte[] {2, 0});

    assertThatThrownBy(() -> queue.data(new byte[] {1, 0}))
        .hasMessage("more on stream 1 after its EOF");
    assertThatThrownBy(() -> queue.eof(1)).hasMessage("more on stream 1 after its EOF");
  }

  @Test
  void gapsWithoutEndAreRefused() {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                queue.gap(1 + i % 2, 1);
              }
            })
        .isInstanceOf(ProtocolViolationException.class);
  }

  @Test
  void anAbsurdGapIsRefused() {
    assertThatThrownBy(() -> queue.gap(1, Long.MAX_VALUE))
        .isInstanceOf(ProtocolViolationException.class);
  }

  private void fill(int part) throws ProtocolViolationException {
    for (int i = 0; i < ReceiveQueue.WINDOW / part; i++) {
      byte[] payload = new byte[1 + part];
      payload[0] = (byte) (1 + i % 2);
      queue.data(payload);
    }
  }

  private void take(List<String> taken) {
    Piece piece = queue.take();
    if (piece == null) {
      return;
    }
    if (piece.missing() > 0) {
      for (long i = 0; i < piece.missing(); i += 3) {
        taken.add(piece.stream() + " gap 3");
      }
    }
    for (byte b : piece.bytes()) {
      taken.add(piece.stream() + " " + b);
    }
  }

  /** As one text: AssertJ compares long lists slowly. */
  private static String joined(List<String> events) {
    return String.join("\n", events);
  }
}
