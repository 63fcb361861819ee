package dev.sebring.backends.oci.network;

import dev.sebring.backends.oci.host.HostCommand;
import java.net.URI;

/** Something outside that every host of these tests reaches: where it gets its own packages. */
public final class PackageMirror {
  private PackageMirror() {}

  /** The name of the first one that apt knows. */
  public static String host() {
    return site().getHost();
  }

  /** Its address for {@code curl}. */
  public static String url() {
    return site() + "/";
  }

  private static URI site() {
    return HostCommand.of(
            "ask apt for its mirror", "apt-get", "indextargets", "--format", "$(SITE)")
        .run()
        .lines()
        .findFirst()
        .map(URI::create)
        .orElseThrow(() -> new AssertionError("apt knows no mirror: run apt-get update"));
  }
}
