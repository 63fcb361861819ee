package dev.sebring.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel has to offer, and to whom. */
final class KernelChecks {
  /** The first with idmapped mounts below overlayfs. */
  private static final int[] OLDEST = {5, 19};

  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*", Pattern.DOTALL);
  private static final Pattern EFFECTIVE_UID =
      Pattern.compile("^Uid:\\s+\\d+\\s+(\\d+)", Pattern.MULTILINE);
  private static final String ELSEWHERE = "or set DAYTONA_API_URL to a server elsewhere";

  private KernelChecks() {}

  static Finding system(Host host) {
    String about = "kernel";
    if (!host.system().equals("Linux")) {
      return Finding.missing(
          about,
          "this is " + host.system(),
          "Sandboxes need Linux: use a Linux machine, " + ELSEWHERE + ".");
    }
    String release = host.read("proc/sys/kernel/osrelease").strip();
    Matcher version = VERSION.matcher(release);
    if (!version.matches()) {
      return Finding.less(about, "Linux of unknown version '" + release + "'", "");
    }
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    if (major < OLDEST[0] || (major == OLDEST[0] && minor < OLDEST[1])) {
      return Finding.missing(
          about,
          "Linux " + release,
          "Idmapped overlay layers need Linux " + OLDEST[0] + "." + OLDEST[1] + " or newer.");
    }
    return Finding.ok(about, "Linux " + release);
  }

  static Finding user(Host host) {
    Matcher uid = EFFECTIVE_UID.matcher(host.read("proc/self/status"));
    if (uid.find() && uid.group(1).equals("0")) {
      return Finding.ok("user", "root");
    }
    return Finding.missing(
        "user", "not root", "Starting sandboxes needs root: use sudo, " + ELSEWHERE + ".");
  }

  static Finding userNamespaces(Host host) {
    String about = "user namespaces";
    String limit = host.read("proc/sys/user/max_user_namespaces").strip();
    if (limit.isEmpty()) {
      return Finding.missing(about, "the kernel has none", "Use a kernel with CONFIG_USER_NS.");
    }
    if (limit.equals("0")) {
      return Finding.missing(
          about, "switched off", "Allow them: sysctl -w user.max_user_namespaces=10000");
    }
    return Finding.ok(about, "up to " + limit);
  }

  static Finding overlay(Host host) {
    return host.hasFileSystem("overlay")
        ? Finding.ok("overlay", "the kernel has it")
        : Finding.missing("overlay", "the kernel has none", "Use a kernel with CONFIG_OVERLAY_FS.");
  }

  static Finding cgroups(Host host) {
    List<String> absent = new ArrayList<>();
    List<String> unified =
        List.of(host.read("sys/fs/cgroup/cgroup.controllers").strip().split("\\s+"));
    for (String controller : List.of("cpu", "memory", "pids")) {
      if (!unified.contains(controller) && !host.exists("sys/fs/cgroup/" + controller)) {
        absent.add(controller);
      }
    }
    String version =
        host.exists("sys/fs/cgroup/cgroup.controllers")
            ? "version 2"
            : host.exists("sys/fs/cgroup/unified") ? "hybrid" : "version 1";
    if (absent.isEmpty()) {
      return Finding.ok("cgroups", version + " with cpu, memory, pids");
    }
    return Finding.missing(
        "cgroups",
        version + " without " + String.join(", ", absent),
        "Mount cgroups with these controllers; limits of sandboxes are kept by them.");
  }

  static Finding seccomp(Host host) {
    String about = "seccomp";
    if (!host.read("proc/self/status").contains("Seccomp:")) {
      return Finding.missing(about, "the kernel has none", "Use a kernel with CONFIG_SECCOMP.");
    }
    String list = "usr/share/containers/seccomp.json";
    if (!host.exists(list)) {
      return Finding.missing(
              about, "no list of allowed system calls at /" + list, "Install that list.")
          .packages("golang-github-containers-common");
    }
    return Finding.ok(about, "list of allowed system calls at /" + list);
  }
}
