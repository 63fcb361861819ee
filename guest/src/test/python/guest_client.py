"""Speaks the guest protocol to a real guest: blocking, one thread, standard library only.

A Guest starts the binary as a child and gives connections; a Connection sends REQUESTs and collects what comes for
each channel. It is written from PROTOCOL.md, not from the C code.
"""

import os
import signal
import socket
import struct
import subprocess
import tempfile
import time

HELLO, REQUEST, STARTED, DATA, EOF, CREDIT, GAP, DONE, ERROR, CANCEL = range(1, 11)
PING, STATS, SPAWN, ATTACH, WAIT, SIGNAL, RESIZE, PROCESSES, RELEASE, LEASE, LIMITS, ENV = range(1, 13)
READ, WRITE, STAT, LIST, MKDIR, REMOVE, RENAME, CHMOD, CHOWN, REALPATH, USER, FIND = range(16, 28)
CONNECT, PORTS = 32, 33
MERGE, STDIN, TTY, KEEP = 1, 2, 4, 8
WINDOW = 262144
HELLO_PAYLOAD = b"SBRG" + struct.pack(">H", 1)


def to_bytes(value):
    return value.encode() if isinstance(value, str) else value


def field(value):
    value = to_bytes(value)
    return struct.pack(">I", len(value)) + value


def items(values):
    return struct.pack(">I", len(values)) + b"".join(field(value) for value in values)


class Fields:
    """Reads fields one after another."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, code):
        size = struct.calcsize(">" + code)
        (value,) = struct.unpack_from(">" + code, self.data, self.at)
        self.at += size
        return value

    def bytes(self):
        size = self.take("I")
        value = self.data[self.at : self.at + size]
        assert len(value) == size
        self.at += size
        return value

    def end(self):
        assert self.at == len(self.data), f"{len(self.data) - self.at} bytes after the last field"


def exit_record(fields):
    return {"state": fields.take("B"), "value": fields.take("I"), "log_end": fields.take("Q")}


def stat_record(fields):
    record = {name: fields.take(code) for name, code in [
        ("type", "B"), ("mode", "I"), ("uid", "I"), ("gid", "I"), ("size", "Q"), ("mtime", "q"), ("mtime_ns", "I"),
        ("inode", "Q"), ("links", "I")]}
    record.update(owner=fields.bytes(), group=fields.bytes(), target=fields.bytes())
    return record


class GuestError(Exception):
    def __init__(self, payload):
        fields = Fields(payload)
        self.errno, self.what, self.message = fields.take("I"), fields.bytes().decode(), fields.bytes().decode("utf-8", "replace")
        fields.end()
        super().__init__(f"{os.strerror(self.errno)} ({self.what}): {self.message}")


class Channel:
    """What has come for one channel so far. Credit is granted as data comes, unless grant is set to False."""

    def __init__(self, connection, number):
        self.connection, self.number = connection, number
        self.started = self.done = self.error = None
        self.events = []  # (stream, bytes) and ("gap", stream, count) and ("eof", stream) in order
        self.received = 0
        self.grant = True
        self.credit = WINDOW

    def data(self, stream=None):
        return b"".join(event[1] for event in self.events
                        if len(event) == 2 and event[0] != "eof" and stream in (None, event[0]))

    def gaps(self, stream=None):
        return sum(event[2] for event in self.events if event[0] == "gap" and stream in (None, event[1]))

    @property
    def ended(self):
        return self.done is not None or self.error is not None

    def send(self, stream, data):
        """Sends data, waiting for credit where it must. Stops early when the channel has ended."""
        view = memoryview(data)
        while len(view) > 0 and not self.ended:
            size = min(len(view), 65535, self.credit)
            if size == 0:
                self.connection.pump()
                continue
            self.credit -= size
            self.connection.frame(DATA, self.number, bytes([stream]) + bytes(view[:size]))
            view = view[size:]
            self.connection.pump(0)

    def eof(self, stream=0):
        self.connection.frame(EOF, self.number, bytes([stream]))

    def cancel(self):
        self.connection.frame(CANCEL, self.number, b"")

    def give_credit(self, count):
        self.connection.frame(CREDIT, self.number, struct.pack(">I", count))

    def wait_started(self, timeout=10):
        self.connection.until(lambda: self.started is not None or self.ended, timeout)
        if self.error:
            raise self.error
        return Fields(self.started)

    def wait(self, timeout=10):
        """DONE's fields; raises what an ERROR says."""
        self.connection.until(lambda: self.ended, timeout)
        if self.error:
            raise self.error
        return Fields(self.done)


class Connection:
    def __init__(self, sock, hello=HELLO_PAYLOAD):
        self.socket = sock
        self.buffer = bytearray()
        self.channels = {}
        self.last = 0
        self.closed = False
        self.hello = None
        if hello is not None:
            self.frame(HELLO, 0, hello)
            self.until(lambda: self.hello is not None)

    def frame(self, kind, channel, payload):
        self.raw(struct.pack(">II", kind << 24 | len(payload), channel) + payload)

    def raw(self, data):
        """Sends and reads meanwhile, so that neither side waits for the other for ever."""
        self.socket.settimeout(0.05)
        view = memoryview(data)
        while len(view) > 0:
            try:
                view = view[self.socket.send(view):]
            except socket.timeout:
                self.fill(0)

    def request(self, op, fields=b""):
        self.last += 1
        channel = self.channels[self.last] = Channel(self, self.last)
        self.frame(REQUEST, self.last, bytes([op]) + fields)
        return channel

    def call(self, op, fields=b"", timeout=10):
        return self.request(op, fields).wait(timeout)

    def pump(self, timeout=0.5):
        """Reads once and takes the whole frames that have come."""
        self.fill(timeout)
        while len(self.buffer) >= 8:
            head, channel = struct.unpack_from(">II", self.buffer)
            size = head & 0xFFFFFF
            if len(self.buffer) < 8 + size:
                break
            payload = bytes(self.buffer[8 : 8 + size])
            del self.buffer[: 8 + size]  # before taking it, which may send, which may read more
            self.take(head >> 24, channel, payload)

    def fill(self, timeout):
        """Reads once, at most that long."""
        self.socket.settimeout(timeout if timeout > 0 else 0.0)
        try:
            data = self.socket.recv(262144)
        except (socket.timeout, BlockingIOError):
            return
        except ConnectionResetError:
            data = b""
        if not data:
            self.closed = True
            return
        self.buffer += data

    def take(self, kind, number, payload):
        assert len(payload) <= 65536
        if kind == HELLO:
            assert number == 0 and self.hello is None
            self.hello = payload
            return
        channel = self.channels[number]
        assert not channel.ended, "a frame after the channel's end"
        if kind == STARTED:
            assert channel.started is None
            channel.started = payload
        elif kind == DATA:
            channel.events.append((payload[0], payload[1:]))
            channel.received += len(payload) - 1
            if channel.grant and len(payload) > 1:
                channel.give_credit(len(payload) - 1)
        elif kind == EOF:
            channel.events.append(("eof", payload[0]))
        elif kind == CREDIT:
            channel.credit += struct.unpack(">I", payload)[0]
        elif kind == GAP:
            channel.events.append(("gap",) + struct.unpack(">BQ", payload))
        elif kind == DONE:
            channel.done = payload
        elif kind == ERROR:
            channel.error = GuestError(payload)
        else:
            raise AssertionError(f"the guest never sends frame type {kind}")

    def until(self, condition, timeout=10):
        deadline = time.monotonic() + timeout
        while not condition():
            assert not self.closed, "the guest closed the connection"
            left = deadline - time.monotonic()
            assert left > 0, f"nothing after {timeout} s"
            self.pump(min(left, 0.5))

    def wait_closed(self, timeout=5):
        deadline = time.monotonic() + timeout
        while not self.closed:
            assert time.monotonic() < deadline, "the connection is still open"
            self.pump(0.2)

    def close(self):
        self.socket.close()

    # The operations, as far as tests share them.

    def ping(self, timeout=5):
        return self.call(PING, timeout=timeout).take("Q")

    def spawn(self, *argv, flags=0, rows=0, columns=0, cap=0, label=b"", user="", cwd="/", env=(), inputs=(), outputs=(),
              fork_server=b""):
        fields = struct.pack(">HHHQ", flags, rows, columns, cap) + field(label) + field(user) + field(cwd)
        fields += items(argv) + items(env)
        fields += struct.pack(">I", len(inputs)) + b"".join(struct.pack(">BQ", fd, size) for fd, size in inputs)
        fields += struct.pack(">I", len(outputs)) + bytes(outputs) + field(fork_server)
        return self.request(SPAWN, fields)

    def run(self, *argv, timeout=20, **options):
        """Runs to the end: (exit record, channel)."""
        channel = self.spawn(*argv, **options)
        fields = channel.wait(timeout)
        record = exit_record(fields)
        fields.end()
        return record, channel

    def shell(self, script, timeout=20, **options):
        return self.run("/bin/sh", "-c", script, timeout=timeout, **options)

    def attach(self, process, offset=0, follow=True):
        return self.request(ATTACH, struct.pack(">QQB", process, offset, follow))

    def signal(self, process, number, scope=0, timeout=10):
        self.call(SIGNAL, struct.pack(">QIB", process, number, scope), timeout).end()

    def wait_for(self, process, timeout=10):
        return exit_record(self.call(WAIT, struct.pack(">Q", process), timeout))

    def release(self, process):
        self.call(RELEASE, struct.pack(">Q", process)).end()

    def processes(self):
        channel = self.request(PROCESSES)
        count = channel.wait().take("Q")
        fields, records = Fields(channel.data(1)), []
        for _ in range(count):
            record = {"id": fields.take("Q"), "pid": fields.take("I"), "flags": fields.take("H"), "live": fields.take("I")}
            record.update(exit_record(fields))
            record.update(started=fields.take("q"), oldest=fields.take("Q"), end=fields.take("Q"), label=fields.bytes(),
                          program=fields.bytes())
            records.append(record)
        fields.end()
        return {record["id"]: record for record in records}

    def stat(self, path, follow=False, user=""):
        fields = self.call(STAT, field(user) + field(path) + bytes([follow]))
        record = stat_record(fields)
        fields.end()
        return record

    def read(self, path, offset=0, length=2**64 - 1, flags=0, user="", timeout=30):
        channel = self.request(READ, field(user) + field(path) + struct.pack(">QQB", offset, length, flags))
        count = channel.wait(timeout).take("Q")
        assert channel.events[-1] == ("eof", 1)
        assert count == len(channel.data(1))
        return channel.data(1)

    def open_write(self, path, flags=3, mode=0o644, offset=0, user=""):
        return self.request(WRITE, field(user) + field(path) + struct.pack(">IIQ", flags, mode, offset))

    def write(self, path, data, timeout=30, **options):
        channel = self.open_write(path, **options)
        channel.send(0, data)
        channel.eof()
        fields = channel.wait(timeout)
        count, record = fields.take("Q"), stat_record(fields)
        fields.end()
        return count, record

    def list(self, path, depth=1, most=0, user="", timeout=30):
        channel = self.request(LIST, field(user) + field(path) + struct.pack(">IQ", depth, most))
        fields = channel.wait(timeout)
        count, cut = fields.take("Q"), fields.take("B")
        records, entries = Fields(channel.data(1)), []
        for _ in range(count):
            entries.append((records.bytes(), stat_record(records)))
        records.end()
        return entries, cut


class Guest:
    """A guest in a directory of its own. pid1: as process 1 of its own process namespace (needs root). shares: lists of
    threads of control groups."""

    def __init__(self, binary, pid1=False, single_user=False, env=None, wrapper=(), processes=0, shares=()):
        self.directory = tempfile.TemporaryDirectory(prefix="guest-test.")
        os.chmod(self.directory.name, 0o755)
        self.path = os.path.join(self.directory.name, "socket")
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listener.bind(self.path)
        self.listener.listen(16)
        self.logs = os.path.join(self.directory.name, "logs")
        fd = self.listener.fileno()
        command = [*wrapper, binary, "serve", "--listen-fd", str(fd), "--processes", str(processes), "--log-dir", self.logs]
        if single_user:
            command.append("--single-user")
        shares = [os.open(path, os.O_WRONLY) for path in shares]
        for share in shares:
            command += ["--share-fd", str(share)]
        if pid1:
            command = ["unshare", "--pid", "--fork", "--mount-proc", "--kill-child", *command]
        self.stderr = tempfile.TemporaryFile()
        self.process = subprocess.Popen(command, pass_fds=[fd, *shares], stdin=subprocess.DEVNULL, stderr=self.stderr, env=env)
        for share in shares:
            os.close(share)
        self.pid1 = pid1
        self.connections = []

    def pid(self):
        """The guest's own, as this process sees it."""
        if not self.pid1:
            return self.process.pid
        with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children") as children:
            return int(children.read().split()[0])

    def connect(self, **options):
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        sock.settimeout(5)
        sock.connect(self.path)
        connection = Connection(sock, **options)
        self.connections.append(connection)
        return connection

    def disconnect(self):
        while self.connections:
            self.connections.pop().close()

    def complaints(self):
        self.stderr.seek(0)
        return self.stderr.read().decode("utf-8", "replace")

    def stop(self):
        self.disconnect()
        self.listener.close()
        if self.process.poll() is None:
            os.kill(self.pid() if self.pid1 else self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(6)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                raise AssertionError("the guest did not end after SIGTERM")
        said = self.complaints()
        self.stderr.close()
        self.directory.cleanup()
        assert "Sanitizer" not in said and "runtime error" not in said, said
