package dev.sebring.server.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
  @TempDir Path directory;

  @Test
  void aSecondOwnerIsToldWhereTheFirstListens() throws Exception {
    try (StateDirectory first = StateDirectory.take(directory)) {
      first.announce(new RunningServer("http://127.0.0.1:1", "dtn_secret", 42));
      assertThatThrownBy(() -> StateDirectory.take(directory))
          .isInstanceOfSatisfying(
              AlreadyRunningException.class,
              e -> assertThat(e.server().url()).isEqualTo("http://127.0.0.1:1"))
          .hasMessageContaining("http://127.0.0.1:1 (process 42)")
          .hasMessageNotContaining("dtn_secret");
    }
  }

  @Test
  void aSecondTryInTheSameProcessDoesNotGiveTheLockUp() throws Exception {
    try (StateDirectory first = StateDirectory.take(directory)) {
      first.announce(new RunningServer("http://127.0.0.1:1", "dtn_secret", 42));
      assertThatThrownBy(() -> StateDirectory.take(directory))
          .isInstanceOf(AlreadyRunningException.class);
      Object inode = Files.getAttribute(directory.resolve("lock"), "unix:ino");
      assertThat(Files.readString(Path.of("/proc/locks"))).contains(":" + inode + " ");
    }
  }

  @Test
  void anOwnerThatHasLeftIsSucceededByOneWithTheSameId() throws Exception {
    String id;
    try (StateDirectory first = StateDirectory.take(directory)) {
      id = first.installationId().value();
      first.announce(new RunningServer("http://127.0.0.1:1", "dtn_secret", 42));
    }
    assertThat(StateDirectory.read(directory)).isEmpty();
    try (StateDirectory second = StateDirectory.take(directory)) {
      assertThat(second.installationId().value()).isEqualTo(id);
    }
  }

  @Test
  void theAddressOfAnOwnerThatWasKilledIsForgottenByItsSuccessor() throws Exception {
    try (StateDirectory killed = StateDirectory.take(directory)) {
      killed.announce(new RunningServer("http://127.0.0.1:1", "dtn_secret", 42));
      Files.copy(directory.resolve("running.json"), directory.resolve("left"));
    }
    Files.move(directory.resolve("left"), directory.resolve("running.json"));
    try (StateDirectory successor = StateDirectory.take(directory)) {
      assertThat(StateDirectory.read(successor.path())).isEmpty();
    }
  }

  @Test
  void whatIsSecretCanBeReadByItsOwnerOnly() throws Exception {
    try (StateDirectory owned = StateDirectory.take(directory)) {
      owned.writeApiKey("dtn_secret");
      owned.announce(new RunningServer("http://127.0.0.1:1", "dtn_secret", 42));
      owned.database();
      for (String file : new String[] {"api-key", "running.json", "sebring.db"}) {
        assertThat(
                PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(directory.resolve(file))))
            .as(file)
            .isEqualTo("rw-------");
      }
      assertThat(owned.apiKey()).contains("dtn_secret");
    }
  }
}
