package dev.sebring.backends.oci.image;

import dev.sebring.backends.oci.host.Failures;
import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.backends.oci.host.PackedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The layer that lies on every snapshot: the guest, the certificate authorities that this host
 * trusts, and the directories on which the runtime mounts something. It is a copy, named after its
 * content: nothing of the host is mounted into a sandbox, and its root may change what it sees.
 * Thread-safe.
 */
public final class HostLayer {
  private static final String GUEST = "/dev/sebring/guest/linux-x86_64/guest";
  private static final String BUNDLE = "etc/ssl/certs/ca-certificates.crt";

  /** What {@code update-ca-certificates} adds to the distribution's: a company's own. */
  private static final String OWN_AUTHORITIES = "usr/local/share/ca-certificates";

  private final HostPaths paths;
  private final Path host;
  private volatile @Nullable Prepared prepared;

  /** What is different once a file was written or replaced. */
  private record Version(FileTime written, long bytes, @Nullable Object inode) {
    static Version of(Path file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Version(now.lastModifiedTime(), now.size(), now.fileKey());
    }
  }

  private record Prepared(Map<Path, Version> authorities, Path layer) {}

  public HostLayer(HostPaths paths) {
    this(paths, Path.of("/"));
  }

  /**
   * @param host where the host's files are
   */
  HostLayer(HostPaths paths, Path host) {
    this.paths = paths;
    this.host = host;
  }

  /**
   * The layer for what the host has now; made if it is missing. The host's files are read again
   * only if one of them looks changed.
   */
  public Path prepare() {
    Prepared last = prepared;
    Map<Path, Version> authorities = authorities();
    if (last != null && last.authorities.equals(authorities) && Files.isDirectory(last.layer)) {
      return last.layer;
    }
    Map<String, byte[]> files = files(authorities.keySet());
    Path layer = paths.layers().resolve(hash(files));
    if (!Files.isDirectory(layer)) {
      make(layer, files);
    }
    prepared = new Prepared(authorities, layer);
    return layer;
  }

  /** The files of certificate authorities that this host has, as they are now. */
  private Map<Path, Version> authorities() {
    Map<Path, Version> files = new TreeMap<>();
    Path bundle = host.resolve(BUNDLE);
    Path ownAuthorities = host.resolve(OWN_AUTHORITIES);
    try {
      if (Files.exists(bundle)) {
        files.put(bundle, Version.of(bundle));
      }
      if (Files.isDirectory(ownAuthorities)) {
        try (Stream<Path> own = Files.list(ownAuthorities)) {
          for (Path file : (Iterable<Path>) own.filter(Files::isRegularFile)::iterator) {
            files.put(file, Version.of(file));
          }
        }
      }
      return files;
    } catch (IOException e) {
      throw Failures.of("look at the certificate authorities of this host", e);
    }
  }

  private Map<String, byte[]> files(Collection<Path> authorities) {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("usr/lib/sebring/guest", PackedFiles.read(GUEST));
    try {
      for (Path file : authorities) {
        files.put(host.relativize(file).toString(), Files.readAllBytes(file));
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
