package dev.sebring.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFileTest {
  @TempDir private Path directory;

  @Test
  void onlyItsUserMayReadTheKey() throws IOException {
    StateDirectory state = new StateDirectory(directory);
    ServerFile file = new ServerFile(URI.create("http://127.0.0.1:1/api"), "dtn_secret", 7);
    file.write(state);
    file.write(state);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.serverFile())))
        .isEqualTo("rw-------");
    assertThat(ServerFile.read(state)).contains(file);
    assertThat(file.toString()).doesNotContain("secret");
  }

  @Test
  void halfAFileIsNoFile() throws IOException {
    StateDirectory state = new StateDirectory(directory);
    Files.writeString(state.serverFile(), "{\"apiUrl\":\"http://127");
    assertThat(ServerFile.read(state)).isEmpty();
  }
}
