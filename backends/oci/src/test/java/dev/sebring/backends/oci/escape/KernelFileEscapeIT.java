package dev.sebring.backends.oci.escape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.backends.oci.escape.Cell.Who;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways through what the kernel shows as files: devices, proc, sys and control groups. */
class KernelFileEscapeIT {
  private static Cell cell;

  @BeforeAll
  static void lockUp() {
    cell = new Cell();
  }

  @AfterAll
  static void close() {
    cell.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"root/etc/passwd", "cwd", "exe", "mem", "fd/3", "environ", "maps", "ns/mnt"})
  void process1IsNoDoor(String file) {
    String python = "print(opened('/proc/self/%s'), opened('/proc/1/%s'))".formatted(file, file);

    assertThat(cell.attempt(Who.USER, python)).endsWith(" EACCES");
    assertThat(cell.attempt(Who.ROOT, python)).endsWith(" EACCES");
    if (!file.startsWith("fd/")) {
      assertThat(cell.attempt(Who.USER, python)).startsWith("opened ");
    }
  }

  @Test
  void noDeviceIsMade() throws IOException {
    String python =
        """
        import stat
        def node(kind, major, minor, directory):
            path = directory + '/node-%d-%d-%d' % (os.getuid(), major, minor)
            return outcome(os.mknod, path, kind | 0o666, os.makedev(major, minor))
        print(*(node(kind, major, minor, directory) for directory in ('/tmp', '/dev', '/dev/shm')
            for kind, major, minor in DEVICES), node(stat.S_IFIFO, 0, 0, '/tmp'))
        """
            .replace(
                "DEVICES",
                "["
                    + diskOfTheHost()
                    + ", (stat.S_IFCHR, 1, 1), (stat.S_IFCHR, 1, 11), (stat.S_IFCHR, 10, 237),"
                    + " (stat.S_IFCHR, 10, 229)]");

    assertThat(cell.attempt(Who.ROOT, python).split(" "))
        .hasSize(16)
        .endsWith("None")
        .satisfies(all -> assertThat(List.of(all).subList(0, 15)).containsOnly("EPERM"));
    assertThat(cell.attempt(Who.USER, python)).contains("EPERM").endsWith("None");
    assertThat(cell.attempt(Who.USER, python)).doesNotContain("None EPERM", "None EACCES");
  }

  /** The one device node that everybody may make, where it is not an overlay's own already. */
  @ParameterizedTest
  @EnumSource(Who.class)
  void aWhiteoutIsMadeByTheOverlayAloneAndOpensNothing(Who who) {
    String python =
        """
        import stat
        def whiteout(directory):
            path = directory + '/whiteout-%d' % os.getuid()
            return outcome(os.mknod, path, stat.S_IFCHR | 0o666, 0), opened(path)
        print(*whiteout('/tmp'), *whiteout('/dev/shm'))
        """;

    assertThat(cell.attempt(who, python)).isEqualTo("EPERM ENOENT None EACCES");
  }

  private static String diskOfTheHost() throws IOException {
    try (var devices = Files.list(Path.of("/sys/class/block"))) {
      String[] numbers =
          Files.readString(devices.findFirst().orElseThrow().resolve("dev")).strip().split(":");
      return "(stat.S_IFBLK, %s, %s)".formatted(numbers[0], numbers[1]);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dev/mem",
        "/dev/kmem",
        "/dev/port",
        "/dev/kmsg",
        "/dev/fuse",
        "/dev/loop-control",
        "/dev/loop0",
        "/dev/kvm",
        "/dev/vsock",
        "/dev/vhost-vsock",
        "/dev/net/tun",
        "/dev/userfaultfd",
        "/dev/console",
        "/dev/tty0",
        "/dev/ttyS0",
        "/dev/mapper/control",
        "/proc/kcore",
        "/proc/sysrq-trigger",
      })
  void aDeviceOfTheHostIsNotThere(String path) {
    assertThat(cell.attempt(Who.ROOT, "print(opened('" + path + "'))"))
        .isIn("ENOENT", "EACCES", "ENXIO");
  }

  @Test
  void theHostsDevicesKeepTheirModeAndOwner() throws IOException {
    Object before = Files.readAttributes(Path.of("/dev/null"), "unix:mode,uid,gid,rdev,ctime");
    String python =
        """
        print(outcome(os.chmod, '/dev/null', 0o600), outcome(os.chown, '/dev/null', 0, 0),
              outcome(os.unlink, '/dev/null'), outcome(os.rename, '/dev/null', '/dev/other'),
              outcome(os.utime, '/dev/null', (1, 1)), opened('/dev/null', os.O_RDWR))
        """;

    assertThat(cell.attempt(Who.ROOT, python)).isEqualTo("EPERM EPERM EBUSY EBUSY EPERM opened");
    assertThat(cell.attempt(Who.USER, python)).isEqualTo("EPERM EPERM EACCES EACCES EPERM opened");
    assertThat(Files.readAttributes(Path.of("/dev/null"), "unix:mode,uid,gid,rdev,ctime"))
        .isEqualTo(before);
  }

  @Test
  void nobodyPoursIntoTheHostsEntropy() {
    String python =
        """
        pool = os.open('/dev/random', os.O_RDWR)
        ADD, CLEAR, RESEED = 0x40085203, 0x5206, 0x5207
        print(outcome(fcntl.ioctl, pool, ADD, struct.pack('ii8s', 64, 8, bytes(8))),
              outcome(fcntl.ioctl, pool, CLEAR), outcome(fcntl.ioctl, pool, RESEED))
        """;

    assertThat(cell.attempt(Who.USER, python)).isEqualTo("EPERM EPERM EPERM");
    assertThat(cell.attempt(Who.ROOT, python)).isEqualTo("EPERM EPERM EPERM");
  }

  /** All files of proc and sys that are not a process's: each is tried. */
  @Test
  void noFileOfTheKernelIsOpenedForWriting() {
    String python =
        """
        import stat
        def writable(top):
            for directory, names, files in os.walk(top):
                if directory == '/proc':
                    names[:] = [n for n in names if not n.isdigit()]
                for name in files:
                    path = directory + '/' + name
                    try:
                        if stat.S_ISREG(os.lstat(path).st_mode) and opened(path, os.O_WRONLY) == 'opened':
                            yield path
                    except FileNotFoundError:
                        pass
        os.makedirs('/tmp/own', exist_ok=True)
        open('/tmp/own/%d' % os.getuid(), 'w').close()
        print(len(list(writable('/tmp/own'))) > 0, *writable('/proc'), *writable('/sys'))
        """;

    assertThat(cell.attempt(Who.USER, python)).isEqualTo("True");
    assertThat(cell.attempt(Who.ROOT, python)).isEqualTo("True");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kernel/core_pattern",
        "kernel/modprobe",
        "kernel/hostname",
        "kernel/panic",
        "kernel/randomize_va_space",
        "vm/drop_caches",
        "vm/overcommit_memory",
        "fs/suid_dumpable",
        "net/ipv4/conf/all/forwarding",
      })
  void aSettingOfTheHostStays(String name) throws IOException {
    Path setting = Path.of("/proc/sys", name);
    boolean readable = Files.isReadable(setting) && !name.equals("vm/drop_caches");
    String before = readable ? Files.readString(setting) : "";
    String python = "print(written('" + setting + "', '|/bin/sh'))";

    assertThat(cell.attempt(Who.USER, python)).isIn(refusals(setting));
    assertThat(cell.attempt(Who.ROOT, python)).isIn(refusals(setting));
    assertThat(readable ? Files.readString(setting) : "").isEqualTo(before);
  }

  private static List<String> refusals(Path setting) {
    return Files.exists(setting) ? List.of("EACCES", "EROFS") : List.of("ENOENT");
  }

  @Test
  void theHostsSettingsAreMountedReadOnly() {
    assertThat(cell.shell(cell.inmate(), Who.ROOT, "findmnt -nro OPTIONS /proc/sys"))
        .startsWith("ro,");
    String python =
        """
        MS_REMOUNT, MS_BIND = 32, 4096
        print(call('mount', b'none', b'/proc/sys', b'none', MS_REMOUNT | MS_BIND, 0),
              call('umount2', b'/proc/sys', 0), call('mount', b'proc', b'/mnt', b'proc', 0, 0))
        """;
    assertThat(cell.attempt(Who.USER, python)).isEqualTo("EPERM EPERM EPERM");
    assertThat(cell.attempt(Who.ROOT, python)).isEqualTo("EPERM EPERM EPERM");
  }

  @Test
  void noBinaryFormatIsRegistered() {
    String python =
        "print(opened('/proc/sys/fs/binfmt_misc/register', os.O_WRONLY),"
            + " outcome(os.mkdir, '/proc/sys/fs/binfmt_misc/x'))";

    assertThat(cell.attempt(Who.ROOT, python)).isIn("ENOENT EROFS", "ENOENT ENOENT");
  }

  @Test
  void noControlGroupIsMadeLeftOrGivenAnAgent() {
    String python =
        """
        answers = set()
        for name in os.listdir('/sys/fs/cgroup'):
            group = '/sys/fs/cgroup/' + name
            answers.add(outcome(os.mkdir, group + '/mine'))
            answers.add(written(group + '/cgroup.procs', '1'))
            answers.add(written(group + '/notify_on_release', '1'))
            answers.add(opened(group + '/release_agent', os.O_WRONLY))
        print(*sorted(answers))
        """;

    assertThat(cell.attempt(Who.ROOT, python).split(" "))
        .contains("EROFS")
        .isSubsetOf("EROFS", "ENOENT", "ENOTDIR", "EACCES");
    assertThat(cell.attempt(Who.USER, python).split(" "))
        .contains("EROFS")
        .isSubsetOf("EROFS", "ENOENT", "ENOTDIR", "EACCES");
    assertThat(cell.shell(cell.inmate(), Who.USER, "cut -d: -f3 /proc/self/cgroup").lines())
        .allMatch(group -> group.matches("/(share[0-3])?"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"debug", "tracing", "security", "config"})
  void noFileSystemOfTheKernelsInsidesIsMounted(String name) {
    assertThat(cell.shell(cell.inmate(), Who.ROOT, "ls -A /sys/kernel/" + name))
        .satisfiesAnyOf(
            listing -> assertThat(listing).isEmpty(),
            listing -> assertThat(listing).contains("No such file"));
  }

  @Test
  void theKernelsAddressesAreNotShown() {
    String python =
        """
        symbols = [line.split()[0] for line in open('/proc/kallsyms')] if os.path.exists('/proc/kallsyms') else []
        memory = [line.split()[0] for line in open('/proc/iomem')]
        print(all(int(s, 16) == 0 for s in symbols), all(m == '00000000-00000000' for m in memory))
        """;

    assertThat(cell.attempt(Who.ROOT, python)).isEqualTo("True True");
    assertThat(Cell.onHost(python)).endsWith("False");
  }
}
