package dev.sebring.embedded;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sebring.api.Json;
import dev.sebring.client.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;

/**
 * What the process that runs a server tells the others, in a file that only its user may read.
 *
 * <pre>{@code
 * {"apiUrl":"http://127.0.0.1:40123/api","apiKey":"dtn_...","process":4711}
 * }</pre>
 *
 * @param process its id
 */
record ServerFile(
    @JsonProperty("apiUrl") URI apiUrl,
    @JsonProperty("apiKey") String apiKey,
    @JsonProperty("process") long process) {

  ServerFile {
    Objects.requireNonNull(apiUrl, "apiUrl");
    Objects.requireNonNull(apiKey, "apiKey");
  }

  Endpoint endpoint() {
    return new Endpoint(apiUrl, apiKey);
  }

  /** Empty if there is none, or none that can be understood. */
  static Optional<ServerFile> read(StateDirectory state) throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(state.serverFile());
      return Optional.of(Json.mapper().readValue(bytes, ServerFile.class));
    } catch (NoSuchFileException | com.fasterxml.jackson.core.JacksonException e) {
      return Optional.empty();
    }
  }

  /** Puts it in place at once, readable by this user alone from its first moment. */
  void write(StateDirectory state) throws IOException {
    Path draft = state.path().resolve("server.json.new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(draft, Json.mapper().writeValueAsBytes(this));
    Files.move(
        draft,
        state.serverFile(),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  static void delete(StateDirectory state) throws IOException {
    Files.deleteIfExists(state.serverFile());
  }

  /** The text without the key, for logs. */
  @Override
  public String toString() {
    return "ServerFile[apiUrl=" + apiUrl + ", process=" + process + "]";
  }
}
