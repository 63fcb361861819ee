"""The guest inside a cgroup whose processes or memory run out: process 1 goes on answering."""

import errno
import os
import signal
import time
import unittest

from guest_case import AS_PID1, IS_ROOT, PATIENCE, SLOW, start_guest
from guest_client import KEEP, MERGE, GuestError


BOMBER = "54321:54321"  # nobody else's: the kernel counts the processes of a user, and leaves root of the host out


def controller_directory(name):
    """Where groups of a cgroup controller can be made, version 1 or 2, or None."""
    if os.path.isdir(f"/sys/fs/cgroup/{name}"):
        return f"/sys/fs/cgroup/{name}"
    try:
        with open("/sys/fs/cgroup/cgroup.subtree_control") as file:
            return "/sys/fs/cgroup" if name in file.read().split() else None
    except OSError:
        return None


class LimitCase(unittest.TestCase):
    def start(self, controller, processes=0, shares=(), **limits):
        """A guest in a new group; limits are tried as files of version 1 or 2, whichever is there. shares: groups in it."""
        root = controller_directory(controller) if IS_ROOT else None
        if root is None or not os.access(root, os.W_OK):
            self.skipTest(f"needs root and the {controller} cgroup controller")
        group = f"{root}/sebring-guest-test-{os.getpid()}-{controller}"
        os.mkdir(group)
        self.addCleanup(self.remove, group)
        for file, value in limits.items():
            path = f"{group}/{file.replace('__', '.')}"
            if os.path.exists(path):
                with open(path, "w") as opened:
                    opened.write(str(value))
        for share in shares:
            os.mkdir(f"{group}/{share}")
        enter = f'echo 0 > {group}/cgroup.procs && exec "$@"'
        threads = [f"{group}/{share}/tasks" for share in shares]
        guest = start_guest(wrapper=["sh", "-c", enter, "sh"], processes=processes, shares=threads)
        self.addCleanup(guest.stop)
        self.group = group
        return guest

    def remove(self, group):
        for share in os.listdir(group):
            if os.path.isdir(f"{group}/{share}"):
                self.remove(f"{group}/{share}")
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            with open(f"{group}/cgroup.procs") as file:
                left = [int(pid) for pid in file.read().split()]
            for pid in left:
                os.kill(pid, signal.SIGKILL)
            if not left:
                break
            time.sleep(0.05)
        os.rmdir(group)

    def processes_in_group(self):
        with open(f"{self.group}/cgroup.procs") as file:
            return len(file.read().split())


class ProcessLimitTest(LimitCase):
    def test_a_fork_bomb_by_root_at_the_limit_of_processes_is_killed(self):
        guest = self.start("pids", pids__max=150)
        connection = guest.connect()
        connection.ping()
        bomb = "b() { b | b & }; while :; do b; done"
        channel = connection.spawn("/bin/bash", "-c", bomb, flags=MERGE | KEEP)
        channel.grant = False
        process = channel.wait_started().take("Q")
        deadline = time.monotonic() + 20 * PATIENCE
        while self.processes_in_group() < 145:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)
        for _ in range(20):
            begun = time.monotonic()
            connection.ping()
            self.assertLess(time.monotonic() - begun, 1 * PATIENCE)
            try:
                connection.stat("/")
            except GuestError as error:
                self.assertEqual((errno.EAGAIN, "limit"), (error.errno, error.what))
        connection.signal(process, 9, timeout=30 * PATIENCE)
        self.assertLessEqual(self.processes_in_group(), 2)  # the guest, and the supervisor that is about to end
        record, _ = connection.shell("exit 5")
        self.assertEqual(5, record["value"])

    def test_a_fork_bomb_in_the_background_leaves_room_for_the_command_that_ends_it(self):
        guest = self.start("pids", processes=40, pids__max=2 * 40 + 64)
        connection = guest.connect()
        record, _ = connection.run("/bin/bash", "-c", "b() { b | b & }; (while :; do b; done) >/dev/null 2>&1 &", user=BOMBER)
        self.assertEqual(0, record["value"])
        deadline = time.monotonic() + 20 * PATIENCE
        while self.processes_in_group() < 38:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)
        for _ in range(50):  # the bomb goes on trying
            self.assertLess(self.processes_in_group(), 60)
            time.sleep(0.02)
        connection.stat("/")
        record, _ = connection.run("/bin/bash", "-c", "kill -9 -1; exit 5", user=BOMBER)
        self.assertEqual(5, record["value"])
        while self.processes_in_group() > 1:  # the supervisor ends when it has found that nobody is left
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)

    def test_a_program_that_cannot_be_forked_is_an_error(self):
        guest = self.start("pids", pids__max=2)
        connection = guest.connect()
        channel = connection.spawn("/bin/sh", "-c", "sleep 100")
        with self.assertRaises(GuestError) as raised:  # the supervisor is there, its program is one too many
            channel.wait()
        self.assertEqual((errno.EAGAIN, "limit"), (raised.exception.errno, raised.exception.what))
        connection.ping()


class ShareTest(LimitCase):
    OWN_SHARE = "sed -n 's/.*:cpu\\(,.*\\)*:.*\\/\\(.*\\)/\\2/p' /proc/self/cgroup"

    def start_with_shares(self, *shares):
        if not os.path.exists("/sys/fs/cgroup/cpu/tasks"):
            self.skipTest("needs a cgroup hierarchy of version 1")
        return self.start("cpu", shares=shares).connect()

    def share_of(self, connection, before=""):
        _, channel = connection.shell(before + self.OWN_SHARE)
        return channel.data(1).decode().strip()

    def test_programs_at_the_same_time_are_in_different_shares_and_process_1_is_in_none(self):
        connection = self.start_with_shares("a", "b", "c")
        seen = {self.share_of(connection, "sleep 100 >/dev/null 2>&1 & ") for _ in range(3)}
        self.assertEqual({"a", "b", "c"}, seen)
        self.assertGreaterEqual(self.processes_in_group(), 1)

    def test_a_share_is_left_to_what_a_command_has_left_running(self):
        connection = self.start_with_shares("a", "b")
        busy = self.share_of(connection, "sleep 100 >/dev/null 2>&1 & ")
        for _ in range(3):
            self.assertEqual({"a", "b"} - {busy}, {self.share_of(connection)})
            deadline = time.monotonic() + PATIENCE
            while self.processes_in_group() > 2:  # the last command's supervisor ends after its answer
                self.assertLess(time.monotonic(), deadline)
                time.sleep(0.002)

    def test_programs_do_not_get_at_the_list_of_a_share(self):
        connection = self.start_with_shares("a")
        _, channel = connection.shell("ls -l /proc/self/fd /proc/$PPID/fd 2>/dev/null")
        self.assertNotIn("tasks", channel.data(1).decode())


@unittest.skipIf(SLOW, "the instrumented build needs more memory than the group has")
class MemoryLimitTest(LimitCase):
    def test_of_a_sandbox_without_memory_only_the_program_dies(self):
        guest = self.start("memory", memory__limit_in_bytes=64 * 2**20, memory__max=64 * 2**20, memory__swap__max=0)
        connection = guest.connect()
        eat = "x = []\nwhile True: x.append(bytearray(1 << 20))"
        for _ in range(3):
            record, _ = connection.run("python3", "-c", eat, timeout=60)
            self.assertEqual((2, 9), (record["state"], record["value"]))
            connection.ping()
        record, _ = connection.shell("exit 5")
        self.assertEqual(5, record["value"])
