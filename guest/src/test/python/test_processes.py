"""SPAWN, WAIT, SIGNAL, PROCESSES, RELEASE: programs and their trees (PROTOCOL.md, "Processes")."""

import errno
import os
import signal
import subprocess
import struct
import time
import unittest

from guest_case import AS_PID1, GuestCase, IS_ROOT, PATIENCE
from guest_client import KEEP, MERGE, RELEASE, SIGNAL, STDIN, WAIT, exit_record


def alive(marker):
    """Processes on this machine with the marker among their arguments."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                arguments = file.read().split(b"\0")
            with open(f"/proc/{pid}/stat") as file:
                zombie = file.read().rsplit(")", 1)[1].split()[0] == "Z"
        except OSError:
            continue
        if marker.encode() in arguments and not zombie:
            found.append(int(pid))
    return found


class SpawnTest(GuestCase):
    def test_all_exit_codes_arrive(self):
        for code in list(range(0, 256, 17)) + [1, 126, 127, 128]:
            record, _ = self.connection.shell(f"exit {code}")
            self.assertEqual((1, code), (record["state"], record["value"]))

    def test_a_program_killed_by_a_signal_says_which(self):
        for number in [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV, signal.SIGRTMAX]:
            record, _ = self.connection.shell(f"kill -{int(number)} $$")
            self.assertEqual((2, number), (record["state"], record["value"]))

    def test_split_output_keeps_its_streams_and_merged_output_its_exact_order(self):
        _, channel = self.connection.shell("echo out; echo err >&2")
        self.assertEqual((b"out\n", b"err\n"), (channel.data(1), channel.data(2)))
        _, channel = self.connection.shell("for i in $(seq 200); do echo o$i; echo e$i >&2; done", flags=MERGE)
        self.assertEqual("".join(f"o{i}\ne{i}\n" for i in range(1, 201)).encode(), channel.data(1))
        self.assertEqual(b"", channel.data(2))

    def test_stdin_is_at_its_end_unless_asked_for(self):
        _, channel = self.connection.run("/bin/cat")
        self.assertEqual(b"", channel.data())
        channel = self.connection.spawn("/bin/cat", flags=STDIN)
        channel.send(0, b"hello ")
        channel.wait_started()
        channel.send(0, b"there")
        channel.eof()
        channel.wait()
        self.assertEqual(b"hello there", channel.data(1))

    def test_stdin_for_a_program_that_does_not_read_it_is_thrown_away(self):
        channel = self.connection.spawn("/bin/sh", "-c", "exec <&-; sleep 0.2", flags=STDIN)
        channel.send(0, b"x" * 1_000_000)
        channel.wait()

    def test_a_program_inherits_three_descriptors_and_what_was_asked_for(self):
        _, channel = self.connection.shell("ls /proc/self/fd | sort -n | tr '\\n' ' '", inputs=[(7, 0)], outputs=[3, 63])
        # one more, the lowest free, is the directory that ls reads
        self.assertEqual("0 1 2 3 4 7 63".split(), channel.data(1).decode().split())

    def test_a_program_starts_with_default_signals_umask_022_its_own_session_and_limits(self):
        _, channel = self.connection.shell("grep -E '^Sig(Blk|Ign|Cgt)' /proc/self/status; umask; ulimit -n; ps -o sid= -p $$; echo $$")
        lines = channel.data(1).decode().split("\n")
        for line in lines[:2]:
            self.assertEqual(0, int(line.split()[1], 16), line)
        self.assertEqual("0022", lines[3])
        self.assertEqual(subprocess.check_output(["sh", "-c", "ulimit -n"], text=True).strip(), lines[4])
        self.assertEqual(lines[5].strip(), lines[6].strip())

    def test_a_program_is_more_likely_to_be_killed_for_memory_than_process_1(self):
        _, channel = self.connection.shell("cat /proc/self/oom_score_adj")
        with open(f"/proc/{self.guest.pid()}/oom_score_adj") as file:
            own = int(file.read())
        if IS_ROOT:
            self.assertGreater(int(channel.data(1)), own)

    def test_the_environment_is_the_guests_the_users_and_the_requests(self):
        _, channel = self.connection.run("/usr/bin/env", env=["A=1", "A=2", "LANG", "EMPTY=", "HOME=/else"], user="")
        lines = channel.data(1).decode().split("\n")
        self.assertIn("A=2", lines)
        self.assertNotIn("A=1", lines)
        self.assertIn("EMPTY=", lines)
        self.assertIn("HOME=/else", lines)
        self.assertFalse([line for line in lines if line.startswith("LANG=")])
        for name in ["USER", "LOGNAME", "SHELL", "PATH"]:
            self.assertEqual(1, len([line for line in lines if line.startswith(name + "=")]), name)

    def test_a_program_is_looked_up_in_the_path_of_its_own_environment(self):
        with open(self.path("hello"), "w") as file:
            file.write("#!/bin/sh\necho hello $0\n")
        os.chmod(self.path("hello"), 0o755)
        _, channel = self.connection.run("hello", env=[f"PATH=/nowhere:{self.directory}"])
        self.assertEqual(f"hello {self.path('hello')}\n".encode(), channel.data(1))

    def test_what_cannot_be_started_is_an_error_that_says_which_step_failed(self):
        spawn = self.connection.spawn
        os.chmod(self.directory, 0o777)
        open(self.path("plain"), "w").close()
        message = self.assert_error(errno.ENOENT, "program", spawn("no-such-program"))
        self.assertEqual("execute no-such-program: No such file or directory", message)
        self.assert_error(errno.ENOENT, "program", spawn("/no/such"))
        self.assert_error(errno.ENOENT, "program", spawn(""))
        self.assert_error(errno.EACCES, "program", spawn(self.path("plain")))
        self.assert_error(errno.EACCES, "program", spawn("/tmp"))
        self.assert_error(errno.ENOENT, "cwd", spawn("/bin/true", cwd="/no/such"))
        self.assert_error(errno.ENOTDIR, "cwd", spawn("/bin/true", cwd="/etc/passwd"))
        self.assert_error(errno.E2BIG, "program", spawn("/bin/true", "x" * 200_000))
        self.assert_error(errno.ENOTSUP, "request", spawn("/bin/true", fork_server=b"python"))
        self.assertEqual({}, self.connection.processes())

    def test_ids_count_up_and_are_never_used_twice(self):
        ids = [self.connection.spawn("/bin/true").wait_started().take("Q") for _ in range(5)]
        self.assertEqual(sorted(set(ids)), ids)

    def test_inputs_are_seekable_unlinked_files_at_their_start(self):
        big = os.urandom(3_000_000)
        script = "cat <&5; wc -c </dev/fd/6; head -c 3 <&7; stat -Lc %h /dev/fd/5; (echo x >&5) 2>/dev/null || echo read-only"
        channel = self.connection.spawn("/bin/sh", "-c", script, inputs=[(5, 4), (6, len(big)), (7, 3), (8, 0)])
        channel.send(6, big[:1000])
        channel.send(5, b"five")
        channel.send(6, big[1000:])
        self.assertIsNone(channel.started)
        channel.send(7, b"abc")
        channel.wait()
        self.assertEqual(b"five3000000\nabc0\nread-only\n", channel.data(1))
        record, channel = None, self.connection.spawn("/bin/sh", "-c", "md5sum </dev/fd/9", inputs=[(9, len(big))],
                                                      user="nobody" if IS_ROOT else "")
        channel.send(9, big)
        channel.wait()
        import hashlib
        self.assertEqual(hashlib.md5(big).hexdigest().encode(), channel.data(1)[:32])

    def test_more_input_than_announced_is_an_error_and_an_incomplete_one_starts_nothing(self):
        channel = self.connection.spawn("/bin/true", inputs=[(5, 3), (6, 1)])
        channel.send(5, b"four")
        self.assert_error(errno.EPROTO, "limit", channel)
        channel = self.connection.spawn("/bin/sh", "-c", "touch " + self.path("ran"), inputs=[(5, 3)])
        channel.send(5, b"ab")
        channel.cancel()
        self.assert_error(errno.ECANCELED, "request", channel)
        self.assertFalse(os.path.exists(self.path("ran")))
        self.assertEqual({}, self.connection.processes())

    def test_outputs_arrive_on_their_stream_and_not_in_the_log(self):
        channel = self.connection.spawn("/bin/sh", "-c", "echo a; echo b >&3; echo c >&4", outputs=[3, 4], flags=KEEP)
        process = channel.wait_started().take("Q")
        channel.wait()
        self.assertEqual((b"a\n", b"b\n", b"c\n"), (channel.data(1), channel.data(3), channel.data(4)))
        again = self.connection.attach(process)
        again.wait()
        self.assertEqual(b"a\n", again.data())
        self.connection.release(process)

    def test_of_an_output_8_mib_are_kept_and_the_rest_is_a_gap(self):
        _, channel = self.connection.shell("head -c 10000000 /dev/zero >&9; echo end", outputs=[9])
        self.assertEqual((8388608, 10000000 - 8388608), (len(channel.data(9)), channel.gaps(9)))
        self.assertEqual(b"end\n", channel.data(1))

    def test_done_comes_with_the_programs_own_end_although_children_hold_the_pipe(self):
        begun = time.monotonic()
        record, channel = self.connection.shell("echo before; (while :; do echo noise; done) & (sleep 1000; echo never) & exit 4",
                                                flags=MERGE)
        self.assertLess(time.monotonic() - begun, 0.1 + 0.2 * PATIENCE)
        self.assertEqual((1, 4), (record["state"], record["value"]))
        self.assertTrue(channel.data(1).startswith(b"before\n"))
        self.assertEqual(record["log_end"], len(channel.data(1)))
        (process,) = self.connection.processes()
        self.connection.signal(process, 9)

    def test_what_was_written_before_the_end_is_complete(self):
        for _ in range(50):
            record, channel = self.connection.shell("head -c 60000 /dev/zero; head -c 5000 /dev/zero >&2")
            self.assertEqual((60000, 5000), (len(channel.data(1)), len(channel.data(2))))

    def test_answers_arrive_100_ms_after_the_end_at_most(self):
        slowest = 0
        for _ in range(20):
            _, channel = self.connection.shell("sleep 1000 & date +%s%N")
            ended = int(channel.data(1)) / 1e9
            slowest = max(slowest, time.time() - ended)
        self.assertLess(slowest, 0.1 * PATIENCE)
        for process in self.connection.processes():
            self.connection.signal(process, 9)


class TreeTest(GuestCase):
    def spawn_tree(self, script, **options):
        channel = self.connection.spawn("/bin/sh", "-c", script, **options)
        process = channel.wait_started().take("Q")
        return channel, process

    def wait_for(self, condition, timeout=10):
        deadline = time.monotonic() + timeout * PATIENCE
        while not condition():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.01)

    def test_a_kill_reaches_descendants_that_hide(self):
        marker = "31415.5"
        script = f"""
        setsid sleep {marker} &
        (setsid sh -c 'setsid sleep {marker} & sleep {marker}' &)
        env -i setsid -f sleep {marker}
        nohup sleep {marker} >/dev/null 2>&1 &
        sh -c 'trap "" TERM HUP INT; sleep {marker}; sleep {marker}' &
        (( sleep {marker} & ) & ) &
        echo ready; exec sleep {marker}
        """
        channel, process = self.spawn_tree(script)
        self.wait_for(lambda: len(alive(marker)) >= 8)
        self.assertGreaterEqual(self.connection.processes()[process]["live"], 8)
        self.connection.signal(process, 9)
        self.assertEqual([], alive(marker))
        self.assertEqual((2, 9), (lambda r: (r["state"], r["value"]))(exit_record(channel.wait())))
        self.assert_error(errno.ESRCH, "process", lambda: self.connection.signal(process, 9))

    def test_a_kill_after_the_programs_end_reaches_what_it_left(self):
        marker = "27182.5"
        _, process = self.spawn_tree(f"setsid sleep {marker} & setsid sleep {marker} &", flags=KEEP)
        self.assertEqual(1, self.connection.wait_for(process)["state"])
        self.assertEqual(2, self.connection.processes()[process]["live"])
        self.assert_error(errno.ESRCH, "process", lambda: self.connection.signal(process, 9, scope=1))
        self.connection.signal(process, 9)
        self.assertEqual([], alive(marker))
        self.assertEqual(0, self.connection.processes()[process]["live"])
        self.assert_error(errno.ESRCH, "process", lambda: self.connection.signal(process, 9))
        self.connection.release(process)

    def test_scope_1_signals_the_program_only(self):
        marker = "16180.5"
        channel, process = self.spawn_tree(f"sleep {marker} & trap 'exit 7' USR1; while :; do sleep 0.05; done")
        self.wait_for(lambda: len(alive(marker)) == 1)
        time.sleep(0.1)
        self.connection.signal(process, signal.SIGUSR1, scope=1)
        self.assertEqual(7, exit_record(channel.wait())["value"])
        self.assertEqual(1, len(alive(marker)))
        self.connection.signal(process, signal.SIGTERM)
        self.wait_for(lambda: alive(marker) == [])

    def test_scope_0_signals_every_process_of_the_tree(self):
        channel, process = self.spawn_tree(
            "trap 'echo main; wait; exit' USR1; (trap 'echo child; exit' USR1; echo ready; while :; do sleep 0.05; done) & while :; do sleep 0.05; done")
        self.connection.until(lambda: b"ready" in channel.data())
        time.sleep(0.1)
        self.connection.signal(process, signal.SIGUSR1)
        channel.wait()
        self.assertLessEqual({b"ready", b"main", b"child"}, set(channel.data().split()))

    def test_scope_2_without_a_terminal_is_refused(self):
        channel, process = self.spawn_tree("sleep 100")
        self.assert_error(errno.ENOTTY, "process", lambda: self.connection.signal(process, 2, scope=2))
        self.connection.signal(process, 9)

    def test_unknown_processes_are_refused(self):
        for op, fields in [(WAIT, b""), (RELEASE, b""), (SIGNAL, struct.pack(">IB", 9, 0))]:
            self.assert_error(errno.ESRCH, "process", self.connection.request(op, struct.pack(">Q", 10**9) + fields))
        self.assert_error(errno.ESRCH, "process", self.connection.attach(10**9))

    def test_processes_are_forgotten_when_all_has_ended_unless_kept(self):
        self.connection.shell("true")
        self.wait_for(lambda: self.connection.processes() == {})
        _, process = self.spawn_tree("echo kept", flags=KEEP, label=b"mine\0\xff")
        self.connection.wait_for(process)
        record = self.connection.processes()[process]
        self.assertEqual((b"mine\0\xff", b"/bin/sh", 8, 5), (record["label"], record["program"], record["flags"], record["end"]))
        self.assertAlmostEqual(time.time(), record["started"] / 1000, delta=10)
        self.connection.release(process)
        self.assertEqual({}, self.connection.processes())

    def test_a_released_process_runs_on_and_is_forgotten_at_its_end(self):
        _, process = self.spawn_tree("sleep 0.3", flags=KEEP)
        self.connection.release(process)
        self.assertEqual(0, self.connection.processes()[process]["state"])
        self.wait_for(lambda: self.connection.processes() == {})

    def test_every_orphan_is_reaped(self):
        self.connection.shell("for i in $(seq 50); do (setsid sleep 0.0$i &) ; done; sleep 0.6")
        zombies = subprocess.run(["ps", "-o", "stat=,ppid="] + ["-A"], capture_output=True, text=True).stdout.split("\n")
        mine = str(self.guest.pid())
        self.assertFalse([line for line in zombies if line.strip().startswith("Z") and line.split()[1] == mine])

    @unittest.skipUnless(IS_ROOT, "needs root: a fork bomb under a process limit")
    def test_a_fork_bomb_under_a_process_limit_is_killed(self):
        # As an unprivileged user with a limit on its processes: the guest itself can still fork.
        bomb = "ulimit -u 200; b() { b | b & }; b; b; while :; do b; sleep 0.01; done 2>/dev/null"
        channel = self.connection.spawn("/bin/bash", "-c", bomb, user="12345:12345", flags=MERGE)
        channel.grant = False
        process = channel.wait_started().take("Q")
        self.wait_for(lambda: self.connection.processes()[process]["live"] > 100)
        begun = time.monotonic()
        self.connection.signal(process, 9, timeout=20 * PATIENCE)
        self.assertLess(time.monotonic() - begun, 10 * PATIENCE)
        count = subprocess.run(["ps", "-u", "12345", "-o", "pid="], capture_output=True, text=True).stdout.split()
        self.assertEqual([], count)

    def test_a_killed_supervisor_ends_its_process_and_the_guest_lives_on(self):
        channel, process = self.spawn_tree("sleep 100 & sleep 100")
        children = subprocess.check_output(["ps", "-o", "pid=,comm=", "--ppid", str(self.guest.pid())], text=True)
        (supervisor,) = [int(line.split()[0]) for line in children.splitlines() if "guest-spawn" in line]
        os.kill(supervisor, signal.SIGKILL)
        self.assertEqual((2, 9), (lambda r: (r["state"], r["value"]))(exit_record(channel.wait())))
        self.connection.ping()


class ProtectionTest(GuestCase):
    def test_signals_other_than_sigterm_do_nothing_to_the_guest(self):
        for number in [signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGPIPE, signal.SIGALRM]:
            os.kill(self.guest.pid(), number)
        time.sleep(0.1)
        self.connection.ping()

    @unittest.skipUnless(AS_PID1, "only as process 1")
    def test_a_sandboxs_root_cannot_kill_process_1(self):
        self.connection.shell("kill -9 1; kill -STOP 1; kill -SEGV 1")
        time.sleep(0.1)
        self.connection.ping()

    @unittest.skipUnless(IS_ROOT, "needs root: another user looks at process 1")
    def test_other_users_cannot_look_into_the_guest_or_its_workers(self):
        pid = 1 if AS_PID1 else self.guest.pid()
        _, channel = self.connection.shell(f"cat /proc/{pid}/environ || echo refused; ls /proc/{pid}/fd || echo refused", user="nobody")
        self.assertEqual(b"refused\nrefused\n", channel.data(1))
