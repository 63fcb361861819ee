package dev.sebring.backends.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.SandboxId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A sandbox that wants too much hurts itself only. */
class SandboxLimitsIT {
  private static Boxes boxes;
  private static SandboxId usual;

  @BeforeAll
  static void open() {
    boxes = new Boxes();
    usual =
        boxes.start(
            new Resources(0.5, ByteSize.ofMib(256), ByteSize.ofMib(128), 64),
            NetworkPolicy.BLOCKED);
  }

  @AfterAll
  static void close() {
    boxes.close();
  }

  @Test
  void aProgramThatTakesTooMuchMemoryIsKilledAndTheSandboxLivesOn() {
    assertThat(boxes.run(usual, "python3 -c 'x = bytearray(1 << 30); print(len(x))'"))
        .endsWith("[exit 137]");
    assertThat(boxes.run(usual, "head -c 1G /dev/zero > /dev/shm/big")).contains("[exit");
    assertThat(boxes.run(usual, "rm -f /dev/shm/big; echo alive")).isEqualTo("alive\n");
  }

  @Test
  void aForkBombStopsAtItsLimit() {
    SandboxId own =
        boxes.start(
            new Resources(1, ByteSize.ofMib(256), ByteSize.ofMib(128), 40), NetworkPolicy.BLOCKED);
    String bomb =
        "python3 -c '\n"
            + "import os, time\n"
            + "children = []\n"
            + "try:\n"
            + "  while len(children) < 100:\n"
            + "    children.append(os.fork())\n"
            + "    if not children[-1]: time.sleep(60)\n"
            + "except BlockingIOError:\n"
            + "  print(20 < len(children) < 40)\n"
            + "for child in children:\n"
            + "  os.kill(child, 9)\n"
            + "  os.waitpid(child, 0)'";

    assertThat(boxes.run(own, bomb)).isEqualTo("True\n");
    assertThat(boxes.run(own, "echo alive")).isEqualTo("alive\n");
  }

  @Test
  void halfAProcessorIsHalfAProcessor() {
    String burn =
        "python3 -c '\n"
            + "import time\n"
            + "start, used = time.monotonic(), time.process_time()\n"
            + "while time.monotonic() - start < 2: pass\n"
            + "print((time.process_time() - used) / (time.monotonic() - start) < 0.65)'";

    assertThat(boxes.run(usual, burn)).isEqualTo("True\n");
  }

  @Test
  void aFullDiskHasRoomAgainOnceSomethingIsRemoved() {
    assertThat(boxes.run(usual, "head -c 200M /dev/zero > big")).contains("[exit 1]");
    assertThat(boxes.run(usual, "rm big; sync; echo room > small && cat small"))
        .isEqualTo("room\n");
  }
}
