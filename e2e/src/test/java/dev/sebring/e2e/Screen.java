package dev.sebring.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;

/** All that a terminal has shown, or since it was last forgotten. Thread-safe. */
public final class Screen {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  /** What it shows next. */
  public synchronized void show(byte[] bytes) {
    shown.writeBytes(bytes);
    notifyAll();
  }

  /** Forgets what was shown so far, so that only what follows is found. */
  public synchronized void forget() {
    shown.reset();
  }

  public synchronized String text() {
    return shown.toString(UTF_8);
  }

  /** Waits until it has shown that, and fails the test if it does not. */
  public synchronized void await(String text) throws InterruptedException {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!text().contains(text) && System.nanoTime() < deadline) {
      wait(1000);
    }
    assertThat(text()).contains(text);
  }
}
