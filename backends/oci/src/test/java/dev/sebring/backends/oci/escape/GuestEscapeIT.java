package dev.sebring.backends.oci.escape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.backends.oci.Boxes;
import dev.sebring.backends.oci.escape.Cell.Who;
import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.backends.oci.runtime.HostProcess;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.guest.FileOutput;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestLostException;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.SpawnRequest;
import dev.sebring.sandbox.guest.WriteRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ways through the guest, which root of a sandbox may stop and replace. What the host does with a
 * guest that speaks nonsense is the whole of {@code HostileGuestTest} in the module {@code
 * sandbox}.
 */
class GuestEscapeIT {
  private static Cell cell;
  private SandboxId own = SandboxId.random();

  @BeforeAll
  static void lockUp() {
    cell = new Cell();
  }

  @AfterAll
  static void close() {
    cell.close();
  }

  @BeforeEach
  void aSandboxToRuin() {
    own = cell.boxes().start();
  }

  @Test
  void theGuestCannotBeKilledHaltedOrCrashedFromInside() {
    String script = "sh -c 'for s in KILL STOP SEGV ABRT ILL INT HUP TRAP; do kill -$s 1; done'";

    assertThat(cell.shell(own, Who.USER, script)).contains("not permitted");
    assertThat(cell.shell(own, Who.ROOT, script)).isEmpty();
    assertThat(cell.shell(own, Who.USER, "grep State /proc/1/status"))
        .isIn("State:\tS (sleeping)", "State:\tR (running)");
  }

  @Test
  void rootThatEndsTheGuestEndsItsOwnSandboxOnlyWhichStartsAgain() {
    cell.shell(own, Who.USER, "echo kept > note");
    assertThat(cell.shell(own, Who.USER, "kill -TERM 1")).contains("not permitted");

    HostProcess first = cell.boxes().process(own);
    try {
      cell.shell(own, Who.ROOT, "kill -TERM 1");
    } catch (GuestLostException e) {
      assertThat(e).hasMessageContaining("guest");
    }

    assertThat(first.awaitEnd(Boxes.LONG)).isTrue();
    assertThat(cell.shell(cell.neighbour(), Who.USER, "echo alive")).isEqualTo("alive");
    cell.boxes().backend().start(own);
    assertThat(cell.shell(own, Who.USER, "cat note")).isEqualTo("kept");
  }

  /** It tells what it got, and then becomes the real guest, so that its report can be read. */
  @Test
  void aReplacedGuestGetsNothingButItsSocketAndListsToPutItsProcessesOn() {
    replaceGuest(
        """
        import errno, os, socket
        def outcome(call, *arguments):
            try:
                call(*arguments)
                return 'done'
            except OSError as error:
                return errno.errorcode[error.errno]
        names = sorted(fd + ' ' + os.readlink('/proc/self/fd/' + fd).split(':')[0]
                       for fd in ('0', '1', '2', '3'))
        shares = [fd for fd in range(4, 1024) if os.path.lexists('/proc/self/fd/%d' % fd)
                  and os.readlink('/proc/self/fd/%d' % fd).endswith('/share%d/tasks' % (fd - 4))]
        others = [fd for fd in range(4, 1024) if os.path.lexists('/proc/self/fd/%d' % fd) and fd not in shares]
        tried = {(outcome(os.read, fd, 1), outcome(os.fchmod, fd, 0o666), outcome(os.fchown, fd, 0, 0),
                  outcome(os.open, '/proc/self/fd/%d' % fd, os.O_WRONLY),
                  outcome(lambda: os.open('..', os.O_RDONLY, dir_fd=fd)), outcome(os.write, fd, b'12345678'))
                 for fd in shares}
        status = {line.split(':')[0]: line.split()[-1] for line in open('/proc/self/status')}
        with open('/report', 'w') as report:
            print(names, shares, *tried, others, os.listdir('/proc/1/task'), status['CapEff'],
                  status['Seccomp'], status['Groups:'] if 'Groups:' in status else '', os.getcwd(), file=report)
        os.closerange(4, 1024)
        os.execv('/usr/lib/sebring/real', ['guest', 'serve', '--listen-fd', '3'])
        """);

    cell.boxes().backend().start(own);

    assertThat(cell.shell(own, Who.USER, "cat /report"))
        .isEqualTo(
            "['0 /dev/null', '1 /dev/null', '2 /dev/null', '3 socket'] [4, 5, 6, 7]"
                + " ('EBADF', 'EPERM', 'EPERM', 'EACCES', 'ENOTDIR', 'ESRCH')"
                + " [] ['1'] 00000000a80425fb 2  /");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c.sendall(bytes(100))",
        "c.sendall(b'\\xff' * 65536)",
        "c.sendall(b'HTTP/1.1 200 OK\\r\\n\\r\\n')",
        "c.close()",
      })
  void aReplacedGuestThatSpeaksNonsenseIsNotStarted(String nonsense) {
    replaceGuest(
        """
        import socket
        listening = socket.socket(fileno=3)
        while True:
            c, _ = listening.accept()
            %s
        """
            .formatted(nonsense));

    assertThatThrownBy(() -> cell.boxes().backend().start(own)).hasMessageContaining("guest");

    assertThat(cell.boxes().backend().list())
        .anyMatch(found -> found.id().equals(own) && !found.running());
    assertThat(cell.shell(cell.neighbour(), Who.USER, "echo alive")).isEqualTo("alive");
  }

  @Test
  void aReplacedGuestReplacesNobodyElses() {
    String guests =
        "sha256sum $(find " + cell.boxes().directory() + "/oci/layers -name guest) | sort";
    String before = HostCommand.of("hash the guest", "sh", "-c", guests).run();
    String neighbours = cell.shell(cell.neighbour(), Who.USER, "sha256sum /usr/lib/sebring/guest");

    assertThat(
            cell.attempt(
                own,
                Who.ROOT,
                "print(written('/usr/lib/sebring/guest', 'x'), opened('/proc/1/exe'))"))
        .isIn("ETXTBSY EACCES", "written EACCES");
    cell.shell(own, Who.ROOT, "sh -c 'rm /usr/lib/sebring/guest; echo x > /usr/lib/sebring/guest'");

    assertThat(before).isNotEmpty();
    assertThat(HostCommand.of("hash the guest", "sh", "-c", guests).run()).isEqualTo(before);
    assertThat(cell.shell(cell.neighbour(), Who.USER, "sha256sum /usr/lib/sebring/guest"))
        .isEqualTo(neighbours);
    assertThat(cell.shell(cell.boxes().start(), Who.USER, "sha256sum /usr/lib/sebring/guest"))
        .isEqualTo(neighbours);
  }

  @ParameterizedTest
  @EnumSource(Who.class)
  void theSocketOfTheGuestIsNotConnectedToFromInside(Who who) {
    String python =
        """
        paths = [line.split()[7] for line in open('/proc/net/unix') if len(line.split()) > 7][1:]
        s = socket.socket(socket.AF_UNIX)
        print(paths, *{outcome(s.connect, '/proc/1/fd/%d' % fd) for fd in range(32)},
              opened('/proc/1/fd/3', os.O_RDWR))
        """;

    assertThat(cell.attempt(own, who, python).split(" "))
        .startsWith("[]")
        .endsWith("EACCES")
        .isSubsetOf("[]", "EACCES", "ENOENT");
  }

  /** As in the leak of runc that CVE-2024-21626 names: a directory of the host's, by number. */
  @Test
  void noDescriptorServesAsAWorkingDirectoryOutside() {
    try (Guest guest = Guest.connect(cell.boxes().backend().connect(own, Boxes.LONG), Boxes.LONG)) {
      for (int fd = 3; fd < 24; fd++) {
        String directory = "/proc/self/fd/" + fd;
        SpawnRequest request =
            SpawnRequest.builder(
                    "sh", "-c", "test -e ../../../../../../../../" + cell.boxes().directory())
                .directory(GuestPath.of(directory))
                .user("root")
                .build();
        try (GuestProcess process = guest.spawn(request)) {
          assertThat(process.waitFor(Boxes.LONG).shellCode()).as(directory).isNotZero();
        } catch (GuestException e) {
          assertThat(e).hasMessageContaining(directory);
        }
      }
    }
    assertThat(cell.boxes().directory()).isDirectory();
  }

  /** It has the ids of the user that it writes for, and a copy of the guest's memory. */
  @ParameterizedTest
  @EnumSource(Who.class)
  void theWorkerOfAnUploadIsNotTakenOver(Who who) {
    String python =
        """
        import glob
        workers = [path.split('/')[2] for path in glob.glob('/proc/[0-9]*/comm')
                   if open(path).read() == 'guest\\n' and path != '/proc/1/comm']
        print(len(workers), *(call('ptrace', 0x4206, int(worker), 0, 0) for worker in workers),
              *(opened('/proc/%s/%s' % (worker, name), os.O_RDWR)
                for worker in workers for name in ('mem', 'fd/0', 'fd/1')))
        """;
    try (Guest guest = Guest.connect(cell.boxes().backend().connect(own, Boxes.LONG), Boxes.LONG);
        FileOutput upload =
            guest
                .files("daytona")
                .write(WriteRequest.replaceMakingParents(GuestPath.of("/home/daytona/half")))) {
      assertThat(cell.attempt(own, who, python)).isEqualTo("1 EPERM EACCES EACCES EACCES");
      upload.finish();
    }
  }

  @Test
  void aLogDirectoryThatIsALinkIsNotFollowed() {
    cell.shell(
        own,
        Who.ROOT,
        "sh -c 'rm -rf /var/log/sebring && mkdir -m 755 /srv/elsewhere && ln -s /srv/elsewhere"
            + " /var/log/sebring'");
    cell.boxes().backend().stop(own, Duration.ZERO);
    cell.boxes().backend().start(own);

    assertThat(
            cell.shell(
                own,
                Who.USER,
                "head -c 1000000 /dev/zero | tr '\\0' x | tail -c 3; stat -c %a /srv/elsewhere"))
        .isEqualTo("xxx755");
  }

  private void replaceGuest(String python) {
    cell.shell(
        own,
        Who.ROOT,
        "sh -c 'mv /usr/lib/sebring/guest /usr/lib/sebring/real; cat > /usr/lib/sebring/guest;"
            + " chmod 755 /usr/lib/sebring/guest' <<'END'\n#!/usr/bin/python3\n"
            + python
            + "END");
    cell.boxes().backend().stop(own, Duration.ZERO);
  }
}
