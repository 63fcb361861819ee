package dev.sebring.backends.oci.image;

import dev.sebring.backends.oci.host.Failures;
import dev.sebring.sandbox.SandboxId;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The topmost read-only layer: the few files that are one sandbox's own. Thread-safe. */
public final class SandboxLayer {
  private SandboxLayer() {}

  /**
   * Writes it anew into {@code layer}.
   *
   * @param resolver the name server to ask
   */
  public static void write(Path layer, SandboxId id, InetAddress resolver) {
    String hosts =
        """
        127.0.0.1 localhost
        127.0.1.1 %s
        """
            .formatted(id);
    try {
      Files.createDirectories(layer);
      LayerWriter writer = new LayerWriter(layer);
      writer.file("etc/hosts", hosts.getBytes(StandardCharsets.UTF_8), false);
      writer.file("etc/hostname", (id + "\n").getBytes(StandardCharsets.UTF_8), false);
      String servers = "nameserver " + resolver.getHostAddress() + "\n";
      writer.file("etc/resolv.conf", servers.getBytes(StandardCharsets.UTF_8), false);
    } catch (IOException e) {
      throw Failures.of("write the layer of sandbox " + id, e);
    }
  }
}
