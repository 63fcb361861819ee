"""Many operations begun, fed, cancelled, signalled and abandoned at random. Proves something with the sanitized build above
all: every channel still ends with exactly one frame (the client checks it), and the guest lives on, with nothing left."""

import errno
import os
import random
import signal
import struct
import time

from guest_case import GuestCase, SLOW
from guest_client import (ATTACH, CHMOD, CONNECT, EOF, KEEP, MERGE, PING, PORTS, PROCESSES, READ, RELEASE, RESIZE, SIGNAL, STAT, STATS,
                          STDIN, TTY, WAIT, DATA, LIST, WRITE, GuestError, field)

SCRIPTS = ["true", "exit 3", "cat", "head -c 300000 /dev/zero", "sleep 0.05; echo late", "setsid sleep 0.2 & echo x >&2", "kill -9 $$",
           "yes | head -c 1000000", "cat <&5 >&6 2>/dev/null", "read a; echo $a", "exec 0<&- 1>&- 2>&-; sleep 0.1", "seq 50000 >&2", "sleep 30"]


class ChaosTest(GuestCase):
    def setUp(self):
        super().setUp()
        self.random = random.Random(os.environ.get("GUEST_SEED", "1"))

    def begin(self, connection):
        pick, some_id = self.random.choice, struct.pack(">Q", self.random.randint(1, self.begun + 1))
        kind = self.random.random()
        if kind < 0.4:
            self.begun += 1
            inputs = [(5, self.random.choice([0, 10, 70000]))] if self.random.random() < 0.3 else []
            flags = pick([0, MERGE, STDIN, STDIN | MERGE, KEEP, KEEP | STDIN, TTY, TTY | KEEP])
            channel = connection.spawn(pick(["/bin/sh"] * 9 + ["/no/such"]), "-c", pick(SCRIPTS), flags=flags, inputs=inputs,
                                       outputs=pick([[], [6]]), cap=pick([0, 1, 1000, 100000]))
            for fd, size in inputs:
                if self.random.random() < 0.8:
                    connection.frame(DATA, channel.number, bytes([fd]) + bytes(min(size, 65535)))
                    if size > 65535:
                        connection.frame(DATA, channel.number, bytes([fd]) + bytes(size - 65535))
                    channel.credit -= size
            return channel
        if kind < 0.5:
            return connection.request(ATTACH, some_id + struct.pack(">QB", pick([0, 5, 100000]), pick([0, 1])))
        if kind < 0.7:
            op, rest = pick([(WAIT, b""), (RELEASE, b""), (RESIZE, struct.pack(">HH", 10, 10)),
                             (SIGNAL, struct.pack(">IB", pick([0, 1, 9, 15, 18, 19]), pick([0, 1, 2])))])
            return connection.request(op, some_id + rest)
        if kind < 0.8:
            return connection.request(pick([PING, STATS, PROCESSES, PORTS]))
        if kind < 0.82:
            return connection.request(CONNECT, struct.pack(">H", 9))
        if kind < 0.9:  # what changes something, only in this test's own directory
            op, rest = pick([(WRITE, struct.pack(">IIQ", 1, 0o644, 0)), (CHMOD, struct.pack(">I", 0o600))])
            return connection.request(op, field("") + field(self.path("f")) + rest)
        op, rest = pick([(STAT, b"\0"), (READ, struct.pack(">QQB", 0, 2**64 - 1, 0)), (LIST, struct.pack(">IQ", 3, 0)),
                         (READ, struct.pack(">QQB", 0, 2**30, 1))])
        path = pick([self.path("f"), "/usr/bin", "/dev/zero", "/no/such", self.directory])
        return connection.request(op, field("") + field(path) + rest)

    def disturb(self, channel):
        action = self.random.random()
        if action < 0.3 and channel.credit >= 5000:
            size = self.random.choice([0, 1, 5000])
            channel.credit -= size
            channel.connection.frame(DATA, channel.number, bytes([self.random.choice([0, 0, 0, 9])]) + bytes(size))
        elif action < 0.5:
            channel.connection.frame(EOF, channel.number, b"\0")
        elif action < 0.8:
            channel.cancel()
        else:
            channel.grant = not channel.grant

    def test_whatever_hosts_do_every_channel_ends_once_and_the_guest_lives_on(self):
        self.begun = 0
        connections = [self.guest.connect() for _ in range(4)]
        for step in range(600 if SLOW else 2000):
            connection = self.random.choice(connections)
            channels = [channel for channel in connection.channels.values() if not channel.ended]
            if self.random.random() < 0.01 or len(connection.channels) > 400:
                connections.remove(connection)
                connection.close()  # with all that is open
                connections.append(self.guest.connect())
            elif len(channels) < 40 and self.random.random() < 0.5:
                self.begin(connection)
            elif channels:
                self.disturb(self.random.choice(channels))
            if step % 10 == 0:
                for other in connections:
                    other.pump(0)
        for connection in connections:
            connection.close()
        self.assert_all_ends()

    def assert_all_ends(self):
        deadline = time.monotonic() + 30
        while (left := self.connection.processes()) != {}:
            self.assertLess(time.monotonic(), deadline, left)
            for process in left:
                for op, rest in [(SIGNAL, struct.pack(">IB", signal.SIGKILL, 0)), (RELEASE, b"")]:
                    try:
                        self.connection.call(op, struct.pack(">Q", process) + rest)
                    except GuestError as error:
                        self.assertEqual(errno.ESRCH, error.errno)
        self.connection.ping()
