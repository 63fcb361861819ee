package dev.sebring.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLockTest {
  @TempDir private Path directory;

  @Test
  void oneHoldsItUntilItIsClosed() throws IOException {
    StateDirectory state = new StateDirectory(directory);
    try (ServerLock first = ServerLock.tryTake(state).orElseThrow()) {
      assertThat(first).isNotNull();
      assertThat(ServerLock.tryTake(state)).isEmpty();
      assertThat(ServerLock.tryTake(state)).as("a failed try must not give it up").isEmpty();
    }
    ServerLock.tryTake(state).orElseThrow().close();
  }
}
