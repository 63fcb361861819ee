package dev.sebring.backends.oci.escape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.backends.oci.escape.Cell.Who;
import dev.sebring.sandbox.SandboxId;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ways to other processes: the host's, another sandbox's, process 1 and what starts programs. */
class ProcessEscapeIT {
  private static Cell cell;

  @BeforeAll
  static void lockUp() {
    cell = new Cell();
  }

  @AfterAll
  static void close() {
    cell.close();
  }

  /** The host's process ids are tried by number: that of this test's own JVM. */
  @ParameterizedTest
  @EnumSource(Who.class)
  void aProcessOfTheHostIsNotThere(Who who) {
    long pid = ProcessHandle.current().pid();
    String python =
        """
        import resource
        pid = %d
        print(outcome(os.kill, pid, 0), call('pidfd_open', pid, 0), call('ptrace', 16, pid, 0, 0),
              outcome(resource.prlimit, pid, resource.RLIMIT_CORE), outcome(os.getpgid, pid),
              outcome(os.sched_getaffinity, pid), opened('/proc/%%d/status' %% pid),
              outcome(fcntl.fcntl, os.pipe()[0], fcntl.F_SETOWN, pid))
        """
            .formatted(pid);

    assertThat(cell.attempt(who, python))
        .isEqualTo("ESRCH ESRCH ESRCH ESRCH ESRCH ESRCH ENOENT ESRCH");
    assertThat(Cell.onHost("print(outcome(os.kill, %d, 0))".formatted(pid))).isEqualTo("None");
  }

  @ParameterizedTest
  @EnumSource(Who.class)
  void process1IsNotTracedReadOrWritten(Who who) {
    String python =
        """
        class Piece(ctypes.Structure):
            _fields_ = [('at', ctypes.c_void_p), ('size', ctypes.c_size_t)]
        def memory(name, pid):
            own = ctypes.create_string_buffer(8)
            here, there = Piece(ctypes.addressof(own), 8), Piece(ctypes.addressof(own), 8)
            return call(name, pid, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
        SEIZE, ATTACH = 0x4206, 16
        child = os.fork() or (time.sleep(5), os._exit(0))
        print(memory('process_vm_readv', os.getpid()), call('ptrace', SEIZE, child, 0, 0))
        print(memory('process_vm_readv', 1), memory('process_vm_writev', 1),
              call('ptrace', SEIZE, 1, 0, 0), call('ptrace', ATTACH, 1, 0, 0))
        os.kill(child, 9)
        """;

    assertThat(cell.attempt(who, python)).isEqualTo("8 0\nEPERM EPERM EPERM EPERM");
  }

  /** Each program has one above it: a fork of process 1, with the guest's memory. */
  @ParameterizedTest
  @EnumSource(Who.class)
  void theSupervisorOfAProgramKeepsItsDescriptorsAndMemory(Who who) {
    String python =
        """
        def parent(pid):
            return int(open('/proc/%d/stat' % pid).read().rsplit(') ', 1)[1].split()[1])
        supervisor = os.getpid()
        while parent(supervisor) != 1:
            supervisor = parent(supervisor)
        print(open('/proc/%d/comm' % supervisor).read().strip(), call('ptrace', 0x4206, supervisor, 0, 0),
              *(opened('/proc/%d/%s' % (supervisor, name)) for name in ('mem', 'root', 'environ', 'fd/0')))
        """;

    assertThat(cell.attempt(who, python))
        .isEqualTo("guest-spawn EPERM EACCES EACCES EACCES EACCES");
  }

  @ParameterizedTest
  @EnumSource(Who.class)
  void aProgramInheritsNoDescriptorOfTheHostsOrTheGuests(Who who) {
    String python =
        """
        names = {fd: os.readlink('/proc/self/fd/' + fd) for fd in os.listdir('/proc/self/fd')
                 if os.path.lexists('/proc/self/fd/' + fd)}
        print(sorted(fd for fd in names if int(fd) > 2), {names[fd].split(':')[0] for fd in '12'})
        """;

    assertThat(cell.attempt(who, python)).isEqualTo("[] {'pipe'}");
  }

  @ParameterizedTest
  @EnumSource(Who.class)
  void aNamespaceIsEnteredByNoDescriptorAlsoNotByAPassedOne(Who who) {
    String python =
        """
        def passed(fd):
            one, other = socket.socketpair()
            socket.send_fds(one, [b'.'], [fd])
            return socket.recv_fds(other, 1, 1)[1][0]
        kinds = sorted(os.listdir('/proc/self/ns'))
        own = [os.open('/proc/self/ns/' + kind, os.O_RDONLY) for kind in kinds]
        print(len(kinds) >= 8, *{call('setns', passed(fd), 0) for fd in own},
              *{opened('/proc/1/ns/' + kind) for kind in kinds})
        """;

    assertThat(cell.attempt(who, python)).isEqualTo("True EPERM EACCES");
  }

  @ParameterizedTest
  @EnumSource(Who.class)
  void noNamespaceLeadsToTheOneAroundIt(Who who) {
    String python =
        """
        NS_GET_USERNS, NS_GET_PARENT = 0xb701, 0xb702
        NS_MNT_GET_NEXT, NS_MNT_GET_PREV = 0x8010b70b, 0x8010b70c
        def ask(kind, *requests):
            fd = os.open('/proc/self/ns/' + kind, os.O_RDONLY)
            for request in requests:
                fd = outcome(fcntl.ioctl, fd, request) if isinstance(fd, int) else fd
            return fd
        mounts = os.open('/proc/self/ns/mnt', os.O_RDONLY)
        print(ask('net', NS_GET_USERNS) > 2, ask('net', NS_GET_USERNS, NS_GET_PARENT),
              ask('user', NS_GET_PARENT), ask('pid', NS_GET_PARENT), ask('time', NS_GET_USERNS),
              *{outcome(fcntl.ioctl, mounts, request, struct.pack('II8s', 16, 0, bytes(8)))
                for request in (NS_MNT_GET_NEXT, NS_MNT_GET_PREV)} - {'ENOTTY'})
        """;

    assertThat(cell.attempt(who, python))
        .isIn("True EPERM EPERM EPERM EPERM EPERM", "True EPERM EPERM EPERM EPERM");
  }

  @ParameterizedTest
  @EnumSource(Who.class)
  void aDescriptorOfProcess1GivesNeitherItsNamespacesNorItsFiles(Who who) {
    String python =
        """
        process = call('pidfd_open', 1, 0)
        print(process > 2, call('setns', process, 0x7e020000), call('pidfd_getfd', process, 3, 0),
              *{outcome(fcntl.ioctl, process, 0xff00 + kind) for kind in range(1, 11)} - {'ENOTTY'})
        """;

    assertThat(cell.attempt(who, python)).isIn("True EPERM EPERM EACCES", "True EPERM EPERM");
  }

  @ParameterizedTest
  @EnumSource(Who.class)
  void noTerminalOfTheHostIsTypedInto(Who who) {
    String python =
        """
        import pty
        TIOCSTI, TIOCCONS = 0x5412, 0x541d
        ours, theirs = pty.openpty()
        print(opened('/dev/tty', os.O_RDWR), *(outcome(fcntl.ioctl, fd, TIOCSTI, b'x') for fd in (0, 1)),
              outcome(fcntl.ioctl, theirs, TIOCCONS))
        """;

    assertThat(cell.attempt(who, python)).isEqualTo("ENXIO ENOTTY ENOTTY EPERM");
  }

  @ParameterizedTest
  @EnumSource(Who.class)
  void noProcessTakesMoreThanItsShareByPriority(Who who) {
    String python =
        """
        import resource
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        print(outcome(os.setpriority, os.PRIO_PROCESS, 0, -5),
              outcome(os.sched_setscheduler, 0, os.SCHED_FIFO, os.sched_param(1)),
              outcome(lambda: libc.syscall(251, 1, 0, 1 << 13) and 'EPERM'),
              written('/proc/self/oom_score_adj', '-1000'))
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard + 1, hard + 1))
        except ValueError as e:
            print(e)
        """;

    assertThat(cell.attempt(who, python).lines())
        .satisfiesExactly(
            line -> assertThat(line).isIn("EACCES EPERM EPERM EACCES", "EPERM EPERM EPERM EACCES"),
            line -> assertThat(line).isEqualTo("not allowed to raise maximum limit"));
  }

  @ParameterizedTest
  @EnumSource(Who.class)
  void theHostsClockAndNameStay(Who who) {
    String script = "sh -c 'date -s 2001-01-01; hostname other; date +%s; hostname'";
    String[] answer = cell.shell(cell.inmate(), who, script).split("\n");

    assertThat(answer[0]).isEqualTo("date: cannot set date: Operation not permitted");
    assertThat(String.join("\n", answer)).contains("hostname: ");
    assertThat(answer[answer.length - 1]).isEqualTo(cell.inmate().value());
    assertThat(
            Duration.between(
                    Instant.now(), Instant.ofEpochSecond(Long.parseLong(answer[answer.length - 2])))
                .abs())
        .isLessThan(Duration.ofHours(1));
  }

  @Test
  void sharedMemoryOfTheHostIsNotThere() {
    String make = "KEY = 0x5eb21\nprint(call('shmget', KEY, 4096, 0o1666))\n";
    String remove =
        "libc.shmctl(libc.shmget(0x5eb21, 0, 0), 0, None)\nprint(call('shmget', 0x5eb21, 0, 0))";
    String look = "print(call('shmget', 0x5eb21, 0, 0))";
    try {
      assertThat(Cell.onHost(make)).matches("[0-9]+");
      assertThat(Cell.onHost(look)).matches("[0-9]+");
      assertThat(cell.attempt(Who.USER, look)).isEqualTo("ENOENT");
      assertThat(cell.attempt(Who.ROOT, look)).isEqualTo("ENOENT");
    } finally {
      assertThat(Cell.onHost(remove)).isEqualTo("ENOENT");
    }
  }

  @Test
  void anAbstractSocketOfTheHostIsNotThere() throws Exception {
    String connect =
        "s = socket.socket(socket.AF_UNIX)\nprint(outcome(s.connect, '\\0sebring-escape-'"
            + " + '%d'))".formatted(ProcessHandle.current().pid());
    Process listening =
        new ProcessBuilder(
                "python3",
                "-c",
                "import socket; s = socket.socket(socket.AF_UNIX); s.bind('\\0sebring-escape-%d');"
                        .formatted(ProcessHandle.current().pid())
                    + " s.listen(); print('listening', flush=True); input()")
            .start();
    try {
      assertThat(listening.inputReader().readLine()).isEqualTo("listening");
      assertThat(Cell.onHost(connect)).isEqualTo("None");
      assertThat(cell.attempt(Who.USER, connect)).isEqualTo("ECONNREFUSED");
      assertThat(cell.attempt(Who.ROOT, connect)).isEqualTo("ECONNREFUSED");
    } finally {
      listening.destroyForcibly();
    }
  }

  @Test
  void anOrdinarySocketOfTheHostIsNotThere(@TempDir(factory = HostDirectory.class) Path directory)
      throws Exception {
    Path path = directory.resolve("socket");
    String connect = "print(outcome(socket.socket(socket.AF_UNIX).connect, '%s'))".formatted(path);
    try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(path));
      assertThat(Cell.onHost(connect)).isEqualTo("None");
      assertThat(cell.attempt(Who.USER, connect)).isEqualTo("ENOENT");
      assertThat(cell.attempt(Who.ROOT, connect)).isEqualTo("ENOENT");
    }
  }

  @Test
  void aMassacreEndsAtTheSandboxsWalls() throws Exception {
    SandboxId own = cell.boxes().start();
    Process onHost = new ProcessBuilder("sleep", "1000").start();
    try {
      cell.shell(own, Who.ROOT, "sh -c 'kill -9 -1'");

      assertThat(onHost.isAlive()).isTrue();
      assertThat(cell.shell(cell.neighbour(), Who.USER, "echo alive")).isEqualTo("alive");
      assertThat(cell.shell(own, Who.USER, "echo alive")).isEqualTo("alive");
    } finally {
      onHost.destroyForcibly();
    }
  }
}
