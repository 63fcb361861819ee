"""`guest serve`, `guest attach`, `guest version`: the life of the program itself."""

import errno
import os
import signal
import socket
import struct
import subprocess
import tempfile
import time
import unittest

from guest_case import AS_PID1, BINARY, IS_ROOT, SLOW, start_guest
from guest_client import READ, STATS, STDIN, Connection, GuestError, field
from test_output import memory_kib
from test_processes import alive


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(child) for child in file.read().split()]


class ServingTest(unittest.TestCase):
    def start(self, **options):
        guest = start_guest(**options)
        self.addCleanup(guest.stop)
        return guest

    def test_sigterm_ends_all_within_its_grace(self):
        guest, marker = self.start(), "11235.5"
        connection = guest.connect()
        connection.spawn("/bin/sh", "-c", f"setsid sleep {marker} & exec sleep {marker}").wait_started()
        connection.spawn("/bin/sh", "-c", f"trap 'echo bye > {guest.directory.name}/bye; exit' TERM; echo ready; while :; do sleep 0.05; done")
        stubborn = connection.spawn("/bin/sh", "-c", f"trap '' TERM; setsid sleep {marker} & echo ready; sleep {marker}; sleep {marker}")
        connection.until(lambda: stubborn.data() != b"")
        time.sleep(0.2)
        begun = time.monotonic()
        os.kill(guest.pid(), signal.SIGTERM)
        guest.process.wait(6)
        self.assertTrue(os.path.exists(guest.directory.name + "/bye"))
        self.assertGreater(time.monotonic() - begun, 1.5)
        self.assertEqual([], alive(marker))

    def test_without_processes_sigterm_ends_it_at_once(self):
        guest = self.start()
        guest.connect().shell("true")
        begun = time.monotonic()
        os.kill(guest.pid(), signal.SIGTERM)
        guest.process.wait(6)
        self.assertLess(time.monotonic() - begun, 1)

    @unittest.skipIf(AS_PID1, "the kernel does it for process 1")
    def test_a_killed_guest_leaves_no_process(self):
        guest, marker = self.start(), "58132.5"
        guest.connect().spawn("/bin/sh", "-c", f"setsid sleep {marker} & trap '' TERM; sleep {marker}").wait_started()
        time.sleep(0.2)
        self.assertEqual(2, len(alive(marker)))
        guest.process.kill()
        guest.process.wait()
        deadline = time.monotonic() + 5
        while alive(marker) and time.monotonic() < deadline:
            time.sleep(0.02)
        self.assertEqual([], alive(marker))

    def test_a_single_user_guest_takes_every_user_for_itself(self):
        guest = self.start(single_user=True, env={**os.environ, "HOME": "/var"})
        connection = guest.connect()
        _, channel = connection.shell("id -u; echo $HOME; pwd", user="no-such-user", cwd="")
        self.assertEqual(f"{os.getuid()}\n/var\n/var\n".encode(), channel.data(1))
        self.assertEqual(connection.stat("/var/tmp")["inode"], connection.stat("tmp", user="x")["inode"])

    @unittest.skipUnless(IS_ROOT, "needs root: changes its user")
    def test_a_guest_without_root_serves_its_own_user(self):
        guest = self.start(single_user=True, pid1=False, wrapper=["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"])
        connection = guest.connect()
        record, channel = connection.shell("id -u")
        self.assertEqual(b"65534\n", channel.data(1))
        process = connection.spawn("/bin/sh", "-c", "setsid sleep 100 & sleep 100").wait_started().take("Q")
        connection.signal(process, 9)
        self.assertIn("log directory", guest.complaints())
        _, channel = connection.shell("head -c 200000 /dev/zero")
        self.assertEqual(200000, channel.received + channel.gaps())
        channel = connection.spawn("/bin/sh", "-c", "cat <&5; cat /dev/fd/6", inputs=[(5, 3), (6, 2)])
        channel.send(5, b"abc")
        channel.send(6, b"de")
        channel.wait()
        self.assertEqual(b"abcde", channel.data(1))

    def test_use_does_not_make_it_grow(self):
        guest = self.start()
        connection = guest.connect()

        def use():
            for _ in range(100 if SLOW else 300):
                connection.shell("echo x; echo y >&2", outputs=[5])
                connection.stat("/")
                connection.list("/etc")
            other = guest.connect()
            other.spawn("/bin/cat", flags=STDIN).send(0, b"x" * 300000)
            other.close()

        use()
        before, descriptors = memory_kib(guest.pid()), len(os.listdir(f"/proc/{guest.pid()}/fd"))
        use()
        deadline = time.monotonic() + 5  # what waits for the second cat goes as it reads
        while not SLOW and memory_kib(guest.pid()) - before >= 100:  # the address sanitizer keeps what was freed
            self.assertLess(time.monotonic(), deadline, f"grown from {before} to {memory_kib(guest.pid())} KiB")
            time.sleep(0.05)
        # Each cat that lives on holds five: its pipes, its supervisor, its log.
        self.assertLessEqual(len(os.listdir(f"/proc/{guest.pid()}/fd")), descriptors + 10)

    def test_a_killed_worker_is_an_error_of_its_call_only(self):
        guest = self.start()
        connection = guest.connect()
        channel = connection.request(READ, field("") + field("/dev/zero") + struct.pack(">QQB", 0, 2**60, 1))
        channel.grant = False
        connection.until(lambda: channel.received == 262144)
        (worker,) = children(guest.pid())
        os.kill(worker, signal.SIGKILL)
        with self.assertRaises(GuestError) as raised:
            channel.wait()
        self.assertEqual((errno.EIO, "request"), (raised.exception.errno, raised.exception.what))
        connection.ping()

    def test_statistics_are_plausible(self):
        fields = self.start().connect().call(STATS)
        cpus = fields.take("I")
        used, total, memory, cache, disk, disk_used, disk_free = (fields.take("Q") for _ in range(7))
        processes = fields.take("I")
        fields.end()
        self.assertEqual(len(os.sched_getaffinity(0)), cpus)
        self.assertGreater(total, memory)
        self.assertGreater(total, cache)
        self.assertGreaterEqual(disk, disk_used + disk_free)
        self.assertGreater(processes, 1)

    def test_attach_joins_its_standard_streams_to_the_guest(self):
        guest = self.start()
        here, there = socket.socketpair()
        attach = subprocess.Popen([BINARY, "attach", "--socket", guest.path], stdin=there, stdout=there)
        there.close()
        connection = Connection(here)
        data = os.urandom(1_000_000)
        channel = connection.spawn("/bin/cat", flags=STDIN)
        channel.send(0, data)
        channel.eof()
        channel.wait()
        self.assertEqual(data, channel.data(1))
        here.close()
        self.assertEqual(0, attach.wait(5))

    def test_it_can_bind_a_socket_of_its_own(self):
        with tempfile.TemporaryDirectory() as directory:
            path = directory + "/socket"
            open(path, "w").close()  # left by an earlier one
            guest = subprocess.Popen([BINARY, "serve", "--listen", path, "--log-dir", directory + "/logs", "--single-user"])
            self.addCleanup(guest.wait)
            self.addCleanup(guest.terminate)
            sock = socket.socket(socket.AF_UNIX)
            self.addCleanup(sock.close)
            deadline = time.monotonic() + 10
            while sock.connect_ex(path) != 0:
                self.assertLess(time.monotonic(), deadline)
                time.sleep(0.01)
            Connection(sock).ping()
            self.assertEqual(0o600, os.stat(path).st_mode & 0o777)

    def receiving(self, fd):
        """A guest whose connections come in messages on its descriptor fd, and the socket to send them on."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        directory = tempfile.TemporaryDirectory()
        number = 0 if fd == 0 else theirs.fileno()
        command = [BINARY, "serve", "--receive-fd", str(number), "--log-dir", directory.name + "/logs", "--single-user"]
        guest = subprocess.Popen(command, stdin=theirs if fd == 0 else None, pass_fds=[] if fd == 0 else [number])
        theirs.close()
        for clean in (directory.cleanup, ours.close, guest.wait, guest.terminate):
            self.addCleanup(clean)
        return guest, ours

    def hand_over(self, door):
        here, there = socket.socketpair()
        socket.send_fds(door, [b"."], [there.fileno()])
        there.close()
        here.settimeout(10)
        self.addCleanup(here.close)
        return Connection(here)

    def test_it_takes_connections_that_are_handed_over(self):
        _, door = self.receiving(3)
        first, second = self.hand_over(door), self.hand_over(door)
        self.assertEqual(b"one\n", first.shell("echo one")[1].data())
        self.assertEqual(b"two\n", second.shell("echo two")[1].data())
        door.send(b"a message without a connection means nothing")
        self.assertEqual(b"three\n", self.hand_over(door).shell("echo three")[1].data())

    @unittest.skipUnless(IS_ROOT, "only root sees the descriptors of another process that protects itself")
    def test_what_it_starts_does_not_inherit_the_door_on_its_standard_input(self):
        guest, door = self.receiving(0)
        self.assertEqual(b"works\n", self.hand_over(door).shell("echo works")[1].data())
        self.assertEqual("/dev/null", os.readlink(f"/proc/{guest.pid}/fd/0"))

    def test_the_command_line_is_checked(self):
        said = subprocess.run([BINARY, "version"], capture_output=True, text=True)
        self.assertRegex(said.stdout, r"^guest \d+\.\d+\.\d+, protocol 1\n$")
        for wrong in [[], ["serve"], ["serve", "--listen-fd"], ["serve", "--listen-fd", "x"], ["serve", "--receive-fd"], ["serve", "--what"], ["attach"], ["version", "x"]]:
            said = subprocess.run([BINARY, *wrong], capture_output=True, text=True)
            self.assertEqual(2, said.returncode, wrong)
            self.assertIn("usage: guest serve", said.stderr)
        said = subprocess.run([BINARY, "serve", "--listen-fd", "77"], capture_output=True, text=True)
        self.assertEqual(1, said.returncode)
        self.assertIn("--listen-fd", said.stderr)
        said = subprocess.run([BINARY, "attach", "--socket", "/no/such"], capture_output=True, text=True)
        self.assertEqual((1, "guest: connect to /no/such: No such file or directory\n"), (said.returncode, said.stderr))
