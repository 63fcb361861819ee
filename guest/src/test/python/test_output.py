"""Logs: ATTACH, caps, gaps, memory (PROTOCOL.md, "Processes")."""

import errno
import os
import time
import unittest

from guest_case import AS_PID1, GuestCase, IS_ROOT, PATIENCE, SLOW, start_guest
from guest_client import KEEP, MERGE, STDIN, exit_record


def pattern(begin, end):
    """What `seq 1000000 ...` without line ends writes, by offset: seven digits for each number."""
    first, last = begin // 7, (end + 6) // 7
    text = "".join(str(1000000 + number) for number in range(first, last)).encode()
    return text[begin - first * 7 : end - first * 7]


def memory_kib(pid):
    with open(f"/proc/{pid}/status") as file:
        return int([line for line in file if line.startswith("VmRSS")][0].split()[1])


class LogTest(GuestCase):
    def keep(self, script, **options):
        channel = self.connection.spawn("/bin/sh", "-c", script, flags=options.pop("flags", KEEP), **options)
        process = channel.wait_started().take("Q")
        self.addCleanup(lambda: self.guest.connections and self.connection.release(process))
        return channel, process

    def test_attach_reads_from_any_offset_with_streams(self):
        _, process = self.keep("for i in $(seq 1000 1999); do echo $i; echo $i >&2; done")
        self.connection.wait_for(process)
        for offset in [0, 1, 4, 5, 9, 4999, 9990, 10000]:
            channel = self.connection.attach(process, offset)
            record = exit_record(channel.wait())
            self.assertEqual(0, channel.wait_started().take("Q"))
            self.assertEqual(10000 - offset, len(channel.data()))
            self.assertEqual(10000, record["log_end"])
            if offset == 0:
                self.assertEqual(channel.data(1), channel.data(2))
                self.assertEqual("".join(f"{i}\n" for i in range(1000, 2000)).encode(), channel.data(1))
        self.assert_error(errno.EINVAL, "process", self.connection.attach(process, 10001))

    def test_attach_without_follow_ends_with_what_is_there(self):
        _, process = self.keep("echo one; sleep 100")
        self.wait_for_log(process, 4)
        channel = self.connection.attach(process, follow=False)
        record = exit_record(channel.wait())
        self.assertEqual((0, 4, b"one\n"), (record["state"], record["log_end"], channel.data()))
        self.connection.signal(process, 9)

    def wait_for_log(self, process, size):
        deadline = time.monotonic() + 10 * PATIENCE
        while self.connection.processes()[process]["end"] < size:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)

    def test_several_readers_follow_at_their_own_pace(self):
        channel, process = self.keep("for i in 1 2 3 4 5; do echo $i; sleep 0.05; done")
        other = self.guest.connect()
        readers = [channel, other.attach(process), self.connection.attach(process)]
        for reader in readers:
            reader.wait()
            self.assertEqual(b"1\n2\n3\n4\n5\n", reader.data())

    def test_attach_after_the_end_includes_what_background_children_wrote(self):
        _, process = self.keep("(sleep 0.3; echo late) & echo early")
        record = self.connection.wait_for(process)
        self.assertEqual(6, record["log_end"])
        self.wait_for_log(process, 11)
        channel = self.connection.attach(process)
        self.assertEqual(6, exit_record(channel.wait())["log_end"])
        self.assertEqual(b"early\nlate\n", channel.data())

    def test_stdin_can_be_fed_by_a_later_connection(self):
        channel, process = self.keep("cat", flags=KEEP | STDIN)
        channel.send(0, b"one ")
        channel.cancel()
        self.assert_error(errno.ECANCELED, "request", channel)
        other = self.guest.connect()
        again = other.attach(process)
        again.send(0, b"two")
        again.eof()
        again.wait()
        self.assertEqual(b"one two", again.data())

    def test_past_its_cap_the_oldest_go_and_offsets_stay_true(self):
        for cap, total in [(1000, 70000), (65536, 300000), (100_000, 1_000_000), (1_000_000, 7_000_000)]:
            with self.subTest(cap=cap):
                _, process = self.keep(f"seq 1000000 1999999 | tr -d '\\n' | head -c {total}", cap=cap)
                self.connection.wait_for(process)
                record = self.connection.processes()[process]
                self.assertEqual((total - cap, total), (record["oldest"], record["end"]))
                channel = self.connection.attach(process, 500)
                channel.wait()
                self.assertEqual(("gap", 1, total - cap - 500), channel.events[0])
                self.assertEqual(pattern(total - cap, total), channel.data(1))
                inside = self.connection.attach(process, total - 10)
                inside.wait()
                self.assertEqual((pattern(total - 10, total), 0), (inside.data(), inside.gaps()))

    def test_a_capped_log_of_two_streams_keeps_them_apart(self):
        _, process = self.keep("for i in $(seq 10000 39999); do echo $i; echo $i >&2; done", cap=100_000)
        self.connection.wait_for(process, 60)
        channel = self.connection.attach(process)
        channel.wait()
        self.assertEqual((100_000, 260_000), (len(channel.data()), channel.gaps()))
        for stream in (1, 2):
            self.assertTrue(channel.data(stream).endswith(b"\n39998\n39999\n"))
            numbers = channel.data(stream).split(b"\n")[1:-1]
            self.assertEqual(list(range(int(numbers[0]), 40000)), [int(number) for number in numbers])

    def test_a_reader_that_falls_behind_gets_gaps_that_add_up(self):
        channel, process = self.keep("seq 1000000 1999999 | tr -d '\\n' | head -c 5000000; sleep 0.2; echo", cap=300_000)
        channel.grant = False
        self.connection.wait_for(process)
        channel.grant = True
        channel.give_credit(5_000_000)
        channel.wait()
        self.assertEqual(5_000_001, channel.received + channel.gaps())
        at = 0
        for event in channel.events:
            if event[0] == "gap":
                at += event[2]
            else:
                data = event[1] if at + len(event[1]) <= 5_000_000 else event[1][:-1]
                self.assertEqual(pattern(at, at + len(data)), data)
                at += len(event[1])

    def test_a_flood_to_a_reader_that_never_reads_is_kept_in_bounded_memory(self):
        size = 1_000_000_000 if SLOW or AS_PID1 else 10_000_000_000
        before = memory_kib(self.guest.pid())
        channel, process = self.keep(f"head -c {size} /dev/zero", flags=KEEP | MERGE)
        channel.grant = False
        times, most, other = [], 0, self.guest.connect()
        while other.processes().get(process, {"state": 0})["state"] == 0:
            begun = time.monotonic()
            other.ping(10 * PATIENCE)
            times.append(time.monotonic() - begun)
            most = max(most, memory_kib(self.guest.pid()))
            time.sleep(0.05)
        record = self.connection.processes()[process]
        times.sort()
        median, slowest = times[len(times) // 2], times[-1]
        print(f"\n  {size} bytes: ping {median * 1000:.1f} ms, at most {slowest * 1000:.1f} ms, memory {before} to {most} KiB", flush=True)
        self.assertEqual((size, size - 268435456), (record["end"], record["oldest"]))
        self.assertLess(most - before, 4096 if not SLOW else 65536)
        self.assertLess(median, 0.1 * PATIENCE)
        self.assertLess(slowest, 5.0 * PATIENCE)  # a disk that others keep busy makes every writer wait, the guest too

    def test_logs_leave_no_file_behind(self):
        self.keep("head -c 1000000 /dev/zero")[0].wait()
        self.assertEqual([], os.listdir(self.guest.logs))
        self.assertEqual(0o700, os.stat(self.guest.logs).st_mode & 0o777)


@unittest.skipUnless(IS_ROOT, "needs root: mounts a small disk")
class FullDiskTest(unittest.TestCase):
    """A disk of 1 MiB, a tmpfs, that fills."""

    def setUp(self):
        self.guest = start_guest(wrapper=["unshare", "--mount", "sh", "-c",
                                          'eval "dir=\\${$(($#))}"; mkdir -p $dir && mount -t tmpfs -o size=1m none $dir && exec "$@"', "sh"])
        self.addCleanup(self.guest.stop)
        self.connection = self.guest.connect()

    def test_a_log_on_a_full_disk_keeps_what_fits_and_never_stops_the_program(self):
        total = 3_000_000
        channel = self.connection.spawn("/bin/sh", "-c", f"seq 1000000 1999999 | tr -d '\\n' | head -c {total}", flags=KEEP)
        channel.grant = False
        process = channel.wait_started().take("Q")
        record = self.connection.wait_for(process)
        self.assertEqual((1, 0, total), (record["state"], record["value"], record["log_end"]))
        oldest = self.connection.processes()[process]["oldest"]
        self.assertGreater(total - oldest, 500_000)
        again = self.connection.attach(process)
        again.wait()
        self.assertEqual(pattern(oldest, total), again.data())
        self.assertEqual(oldest, again.gaps())

    def test_a_log_on_a_disk_that_was_full_before_keeps_64_kib(self):
        self.connection.shell(f"head -c 2000000 /dev/zero > {self.guest.logs}/fill")
        channel = self.connection.spawn("/bin/sh", "-c", "seq 1000000 1999999 | tr -d '\\n' | head -c 700000", flags=KEEP)
        channel.grant = False
        process = channel.wait_started().take("Q")
        self.connection.wait_for(process)
        again = self.connection.attach(process)
        again.wait()
        self.assertEqual(pattern(700000 - 65536, 700000), again.data())

    def test_a_write_to_a_full_disk_fails_at_once(self):
        channel = self.connection.open_write(f"{self.guest.logs}/file")
        channel.send(0, bytes(4_000_000))  # the error comes although the host goes on sending
        with self.assertRaises(Exception) as raised:
            channel.wait()
        self.assertEqual((errno.ENOSPC, "path"), (raised.exception.errno, raised.exception.what))
        self.connection.ping()
