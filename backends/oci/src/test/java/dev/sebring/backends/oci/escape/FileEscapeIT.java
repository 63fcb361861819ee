package dev.sebring.backends.oci.escape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.backends.oci.escape.Cell.Who;
import dev.sebring.backends.oci.host.HostCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to the host's files. */
class FileEscapeIT {
  @TempDir(factory = HostDirectory.class)
  private static Path hostDirectory;

  private static Path secret;
  private static Cell cell;

  @BeforeAll
  static void lockUp() throws IOException {
    cell = new Cell();
    Files.setPosixFilePermissions(hostDirectory, PosixFilePermissions.fromString("rwxr-xr-x"));
    secret = Files.writeString(hostDirectory.resolve("secret"), "of the host\n");
  }

  @AfterAll
  static void close() {
    cell.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SECRET",
        "/..SECRET",
        "/proc/self/root/../..SECRET",
        "/proc/self/cwd/../../../../../..SECRET",
        "/dev/fd/../../../..SECRET",
        "/sys/../..SECRET",
      })
  void noPathLeadsToAFileOfTheHost(String path) {
    String python = "print(opened('" + path.replace("SECRET", secret.toString()) + "'))";

    assertThat(cell.attempt(Who.USER, python)).isEqualTo("ENOENT");
    assertThat(cell.attempt(Who.ROOT, python)).isEqualTo("ENOENT");
    assertThat(Cell.onHost("print(opened('" + secret + "'))")).isEqualTo("opened");
  }

  @Test
  void aSymbolicLinkToAFileOfTheHostLeadsNowhere() {
    String python =
        """
        link = '/tmp/link-' + str(os.getuid())
        os.symlink('%s', link)
        print(opened(link), opened(link, os.O_WRONLY))
        """
            .formatted(secret);

    assertThat(cell.attempt(Who.USER, python)).isEqualTo("ENOENT ENOENT");
    assertThat(cell.attempt(Who.ROOT, python)).isEqualTo("ENOENT ENOENT");
    assertThat(secret).hasContent("of the host\n");
  }

  @Test
  void aFileWithTheHostsPathIsTheSandboxsOwn() throws IOException {
    Path same = Files.writeString(hostDirectory.resolve("same"), "of the host\n");
    String script = "mkdir -p %s; echo mine > %s; cat %2$s".formatted(hostDirectory, same);

    assertThat(cell.shell(cell.inmate(), Who.USER, script)).isEqualTo("mine");
    assertThat(same).hasContent("of the host\n");
    assertThat(cell.shell(cell.neighbour(), Who.USER, "cat " + same)).contains("No such file");
  }

  @Test
  void noHardLinkCrossesAMount() {
    String python =
        """
        os.chdir('/dev/shm')
        print(outcome(os.link, '/dev/null', 'null'), outcome(os.link, '/proc/version', 'version'),
              outcome(os.link, '/sys/kernel/notes', 'notes'))
        """;

    assertThat(cell.attempt(Who.USER, python)).isEqualTo("EXDEV EXDEV EXDEV");
    assertThat(cell.attempt(Who.ROOT, python)).isEqualTo("EXDEV EXDEV EXDEV");
  }

  @Test
  void aChangedRootWithAnOpenDirectoryEndsAtTheSandboxsRoot() {
    String python =
        """
        before = os.stat('/')
        outside = os.open('/', os.O_RDONLY)
        os.makedirs('/tmp/jail', exist_ok=True)
        os.chroot('/tmp/jail')
        os.fchdir(outside)
        for _ in range(100):
            os.chdir('..')
        os.chroot('.')
        after = os.stat('/')
        print((before.st_dev, before.st_ino) == (after.st_dev, after.st_ino), opened('%s'))
        """
            .formatted(secret);

    assertThat(cell.attempt(Who.ROOT, python)).isEqualTo("True ENOENT");
    assertThat(cell.attempt(Who.USER, "print(outcome(os.chroot, '/tmp'))")).isEqualTo("EPERM");
  }

  /** As the "shocker" exploit of 2014 did: by handle, past all mounts. */
  @Test
  void aHandleOpensNothing() {
    String python =
        """
        handle = ctypes.create_string_buffer(struct.pack('=II', 8, 1) + struct.pack('=Q', 2), 136)
        root = os.open('/etc', os.O_RDONLY)
        print(call('open_by_handle_at', root, ctypes.byref(handle), 0))
        """;

    assertThat(cell.attempt(Who.USER, python)).isEqualTo("EPERM");
    assertThat(cell.attempt(Who.ROOT, python)).isEqualTo("EPERM");
    assertThat(Cell.onHost(python)).isNotEqualTo("EPERM");
  }

  @ParameterizedTest
  @EnumSource(Who.class)
  void theOverlaysOwnAttributesAreNotWritten(Who who) {
    String python =
        """
        directory = '/tmp/attributes-%d' % os.getuid()
        os.makedirs(directory, exist_ok=True)
        def attribute(name):
            return outcome(os.setxattr, directory, name, b'/etc')
        print(*(attribute('trusted.overlay.' + name)
                for name in ('redirect', 'opaque', 'origin', 'metacopy', 'upper')), attribute('user.x'))
        """;

    assertThat(cell.attempt(who, python)).isEqualTo("EPERM EPERM EPERM EPERM EPERM None");
  }

  /** The attributes that an overlay made by a user would believe, and whiteouts by name. */
  @Test
  void whatLooksLikeTheOverlaysAttributesHasNoEffectEvenAfterARestart() {
    String plant =
        """
        os.makedirs('/srv/planted', exist_ok=True)
        for name, value in (('redirect', b'/etc'), ('opaque', b'y'), ('whiteout', b'y')):
            os.setxattr('/srv/planted', 'user.overlay.' + name, value)
        open('/srv/planted/.wh.passwd', 'w').close()
        open('/srv/planted/.wh..wh..opq', 'w').close()
        """;
    String look = "ls -A /srv/planted | sort | tr '\\n' ' '; wc -l < /etc/passwd";
    cell.attempt(Who.ROOT, plant);
    String before = cell.shell(cell.inmate(), Who.USER, look);

    cell.boxes().backend().stop(cell.inmate(), Duration.ZERO);
    cell.boxes().backend().start(cell.inmate());

    assertThat(before).startsWith(".wh..wh..opq .wh.passwd ");
    assertThat(cell.shell(cell.inmate(), Who.USER, look)).isEqualTo(before);
  }

  @Test
  void whatASandboxRemovesOrChangesStaysWithItsNeighbourAndInTheImage() {
    String seen = "sha256sum /usr/bin/perl /bin/true | sha256sum";
    String before = cell.shell(cell.neighbour(), Who.USER, seen);

    cell.shell(cell.inmate(), Who.ROOT, "sh -c 'rm /usr/bin/perl; echo changed > /bin/true'");

    assertThat(cell.shell(cell.inmate(), Who.USER, "ls /usr/bin/perl; cat /bin/true"))
        .contains("No such file")
        .endsWith("changed");
    assertThat(cell.shell(cell.neighbour(), Who.USER, seen)).isEqualTo(before);
  }

  /** A sandbox's root is root on its disk: the disk must be out of the host's users' reach. */
  @Test
  void aSetUserIdProgramIsOutOfReachOfTheHostsUsers() {
    cell.shell(cell.inmate(), Who.ROOT, "install -m 4755 /bin/bash /usr/local/bin/key");
    String onDisk =
        HostCommand.of(
                "look for a sandbox's file",
                "find",
                cell.boxes().directory().toString(),
                "-path",
                "*/upper/usr/local/bin/key",
                "-perm",
                "-4000",
                "-user",
                "root")
            .run()
            .strip();

    assertThat(Path.of(onDisk)).isRegularFile();
    assertThat(
            HostCommand.of(
                    "run it as nobody",
                    "setpriv",
                    "--reuid=65534",
                    "--regid=65534",
                    "--clear-groups",
                    "sh",
                    "-c",
                    "exec \"$0\" -p -c 'id -u'",
                    onDisk)
                .outcome()
                .errors())
        .contains("Permission denied");
    assertThat(
            HostCommand.of("look at its mount", "findmnt", "-nro", "OPTIONS", "-T", onDisk).run())
        .contains("nosuid", "nodev");
  }
}
