package dev.sebring.backends.oci.image;

import dev.sebring.backends.oci.host.Failures;
import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.backends.oci.host.PackedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The layer that lies on every snapshot: the guest, the certificate authorities that this host
 * trusts, and the directories on which the runtime mounts something. It is a copy, named after its
 * content: nothing of the host is mounted into a sandbox, and its root may change what it sees.
 * Thread-safe.
 */
public final class HostLayer {
  private static final String GUEST = "/dev/sebring/guest/linux-x86_64/guest";
  private static final Path BUNDLE = Path.of("/etc/ssl/certs/ca-certificates.crt");

  /** What {@code update-ca-certificates} adds to the distribution's: a company's own. */
  private static final Path OWN_AUTHORITIES = Path.of("/usr/local/share/ca-certificates");

  private final HostPaths paths;

  public HostLayer(HostPaths paths) {
    this.paths = paths;
  }

  /** The layer for what the host has now; made if it is missing. */
  public Path prepare() {
    Map<String, byte[]> files = files();
    Path layer = paths.layers().resolve(hash(files));
    if (!Files.isDirectory(layer)) {
      make(layer, files);
    }
    return layer;
  }

  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("usr/lib/sebring/guest", PackedFiles.read(GUEST));
    try {
      if (Files.exists(BUNDLE)) {
        files.put(BUNDLE.toString().substring(1), Files.readAllBytes(BUNDLE));
      }
      if (Files.isDirectory(OWN_AUTHORITIES)) {
        try (Stream<Path> own = Files.list(OWN_AUTHORITIES)) {
          for (Path file : (Iterable<Path>) own.filter(Files::isRegularFile)::iterator) {
            files.put(file.toString().substring(1), Files.readAllBytes(file));
          }
        }
      }
      return files;
    } catch (IOException e) {
      throw Failures.of("read the certificate authorities of this host", e);
    }
  }

  private static String hash(Map<String, byte[]> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach((name, content) -> {
        digest.update((name + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
        digest.update(content);
      });
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Beside its place first: what is there is whole. */
  private synchronized void make(Path layer, Map<String, byte[]> files) {
    if (Files.isDirectory(layer)) {
      return;
    }
    try {
      Path fresh = Files.createTempDirectory(paths.layers(), "making");
      LayerWriter writer = new LayerWriter(fresh);
      for (String directory : new String[] {"proc", "sys", "dev"}) {
        writer.directory(directory);
      }
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        writer.file(file.getKey(), file.getValue(), file.getKey().endsWith("/guest"));
      }
      Files.move(fresh, layer, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw Failures.of("make the layer " + layer, e);
    }
  }
}
