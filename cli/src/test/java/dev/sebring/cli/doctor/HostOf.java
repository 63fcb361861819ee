package dev.sebring.cli.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A host made of files in a directory: one on which all is well, to take things away from. */
final class HostOf {
  private final Path root;

  private HostOf(Path root) {
    this.root = root;
  }

  static HostOf everything(Path root) {
    HostOf host = new HostOf(root);
    host.file("proc/sys/kernel/osrelease", "6.1.0-18-amd64\n");
    host.file("proc/self/status", "Name:\tjava\nUid:\t0\t0\t0\t0\nSeccomp:\t0\n");
    host.file("proc/sys/user/max_user_namespaces", "63000\n");
    host.file("proc/filesystems", "nodev\toverlay\n\tbtrfs\n\text4\n");
    host.file("sys/fs/cgroup/cgroup.controllers", "cpuset cpu io memory pids\n");
    host.file("usr/share/containers/seccomp.json", "{}");
    host.file("etc/apt/sources.list", "");
    host.file("etc/ssl/certs/ca-certificates.crt", "");
    host.file("dev/loop-control", "");
    for (String name : List.of("runc", "nft", "ip", "mkfs.btrfs", "mkfs.ext4", "mmdebstrap")) {
      host.command(name, "version of " + name);
    }
    host.command("npm", "11.0.0");
    return host;
  }

  HostOf file(String path, String content) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void command(String name, String prints) {
    file("bin/" + name, "#!/bin/sh\necho '" + prints + "'\n");
    try {
      Files.setPosixFilePermissions(
          root.resolve("bin/" + name), PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HostOf without(String path) {
    try {
      Files.delete(root.resolve(path));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Host host() {
    return new Host(root, "Linux", List.of(root.resolve("bin")), root);
  }
}
