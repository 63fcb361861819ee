package dev.sebring.backends.oci.disk;

import dev.sebring.backends.oci.host.Failures;
import dev.sebring.backends.oci.host.HostCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which file systems this kernel has. */
final class Filesystems {
  private static final Path KNOWN = Path.of("/proc/filesystems");

  private Filesystems() {}

  static boolean kernelHas(String name) {
    if (isKnown(name)) {
      return true;
    }
    // A module is loaded by name; where there are no modules, that is just not so.
    return HostCommand.isInstalled("modprobe")
        && HostCommand.of("load " + name, "modprobe", "--quiet", name).outcome().exitCode() == 0
        && isKnown(name);
  }

  private static boolean isKnown(String name) {
    try {
      return Files.readAllLines(KNOWN).stream().anyMatch(line -> line.endsWith("\t" + name));
    } catch (IOException e) {
      throw Failures.of("read " + KNOWN, e);
    }
  }
}
