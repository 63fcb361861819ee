package dev.sebring.backends.oci;

import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What this host must have before anything is tried. */
final class Requirements {
  private static final List<String> PROGRAMS = List.of("mmdebstrap", "npm");

  private Requirements() {}

  /**
   * @param runtime the OCI runtime that is to be used
   */
  static void check(String runtime) {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw unsupported("the OCI backend needs Linux, this is " + System.getProperty("os.name"));
    }
    try {
      if (!Files.readString(Path.of("/proc/self/status"))
          .matches("(?s).*\\nUid:\\s+\\d+\\s+0\\s.*")) {
        throw unsupported("the OCI backend needs root; run it with sudo");
      }
    } catch (IOException e) {
      throw new BackendException(Kind.UNSUPPORTED, "cannot read /proc/self/status: " + e, e);
    }
    List<String> missing =
        Stream.concat(Stream.of(runtime), PROGRAMS.stream())
            .filter(program -> !HostCommand.isInstalled(program))
            .toList();
    if (!missing.isEmpty()) {
      throw unsupported(
          "the OCI backend needs "
              + String.join(", ", missing)
              + "; install it (on Debian and Ubuntu build/setup does, and build/runsc installs"
              + " runsc)");
    }
  }

  private static BackendException unsupported(String message) {
    return new BackendException(Kind.UNSUPPORTED, message);
  }
}
