"""Frames, channels, credit and connections (PROTOCOL.md, "Frames")."""

import errno
import os
import socket
import struct
import time

from guest_case import GuestCase, PATIENCE, start_guest
from guest_client import (CANCEL, CREDIT, DATA, EOF, HELLO, HELLO_PAYLOAD, KEEP, LEASE, PING, READ, REQUEST, SPAWN, STARTED,
                          STAT, STDIN, WINDOW, Fields, field)


class ProtocolTest(GuestCase):
    def raw_connection(self):
        return self.guest.connect(hello=None)

    def test_a_guest_greets_at_once_with_its_boot_id_version_and_architecture(self):
        connection = self.raw_connection()
        connection.until(lambda: connection.hello is not None)
        fields = Fields(connection.hello)
        self.assertEqual((0x53425247, 1), (fields.take("I"), fields.take("H")))
        boot_id, fields.at = fields.data[6:22], 22
        self.assertNotEqual(bytes(16), boot_id)
        self.assertEqual(self.connection.hello[6:22], boot_id)
        self.assertRegex(fields.bytes().decode(), r"^\d+\.\d+\.\d+$")
        self.assertEqual(os.uname().machine.encode(), fields.bytes())
        fields.end()

    def test_what_no_correct_host_sends_closes_the_connection_and_nothing_else(self):
        hello = struct.pack(">II", HELLO << 24 | 6, 0) + HELLO_PAYLOAD
        ping = struct.pack(">II", REQUEST << 24 | 1, 1) + bytes([PING])
        spawn_payload = bytes([SPAWN]) + struct.pack(">HHHQ", STDIN, 0, 0, 0) + field("") * 3
        spawn_payload += struct.pack(">I", 1) + field("/bin/cat") + struct.pack(">III", 0, 0, 0) + field("")
        spawn = struct.pack(">II", REQUEST << 24 | len(spawn_payload), 2) + spawn_payload
        violations = {
            "wrong magic": struct.pack(">II", HELLO << 24 | 6, 0) + b"SBRX\0\1",
            "wrong version": struct.pack(">II", HELLO << 24 | 6, 0) + b"SBRG\0\2",
            "no hello": ping,
            "a second hello": hello + hello,
            "type 0": hello + struct.pack(">II", 0, 1),
            "type 11": hello + struct.pack(">II", 11 << 24, 1),
            "type 255": hello + struct.pack(">II", 255 << 24, 1),
            "too long a payload": hello + struct.pack(">II", DATA << 24 | 65537, 1),
            "too long a request": hello + struct.pack(">II", REQUEST << 24 | 1048577, 1),
            "channel 0": hello + struct.pack(">II", REQUEST << 24 | 1, 0) + bytes([PING]),
            "a guest's frame": hello + spawn + struct.pack(">II", STARTED << 24, 2),
            "a channel twice": hello + spawn + spawn,
            "data without a stream": hello + spawn + struct.pack(">II", DATA << 24, 2),
            "an end of file that is too long": hello + spawn + struct.pack(">II", EOF << 24 | 2, 2) + b"\0\0",
            "a short credit": hello + spawn + struct.pack(">II", CREDIT << 24 | 3, 2) + b"\0\0\1",
            "too much credit": hello + spawn + struct.pack(">III", CREDIT << 24 | 4, 2, 2**31 - 1),
            "a cancel with a payload": hello + spawn + struct.pack(">II", CANCEL << 24 | 1, 2) + b"x",
        }
        for name, sent in violations.items():
            with self.subTest(name):
                connection = self.raw_connection()
                connection.raw(sent)
                connection.wait_closed()
        self.connection.ping()

    def test_data_beyond_the_credit_closes_the_connection(self):
        other = self.guest.connect()
        channel = other.spawn("/bin/sleep", "30", flags=STDIN)
        process = channel.wait_started().take("Q")
        for _ in range(8):
            other.frame(DATA, channel.number, b"\0" + bytes(32768))
        other.ping()
        # The pipe has taken 65,536 of them, and nobody reads from it: so many are granted again and no more.
        other.until(lambda: channel.credit == WINDOW + 65536)
        for _ in range(2):
            other.frame(DATA, channel.number, b"\0" + bytes(32768))
        other.ping()
        other.frame(DATA, channel.number, b"\0" + bytes(1))
        other.wait_closed()
        self.connection.signal(process, 9)

    def test_a_request_that_is_wrong_in_itself_is_an_error_on_its_channel(self):
        wrong = {
            "no operation": b"",
            "operation 0": b"\0",
            "operation 200": bytes([200]),
            "bytes after the last field": bytes([PING, 0]),
            "a length beyond the payload": bytes([STAT]) + struct.pack(">I", 100) + b"x",
            "a NUL in a path": bytes([STAT]) + field("") + field(b"/etc\0/passwd") + b"\0",
            "a list longer than its payload": bytes([SPAWN]) + struct.pack(">HHHQ", 0, 0, 0, 0) + field("") * 3
            + struct.pack(">I", 2**32 - 1),
            "an unknown flag": bytes([READ]) + field("") + field("/etc/passwd") + struct.pack(">QQB", 0, 0, 128),
        }
        for name, payload in wrong.items():
            with self.subTest(name):
                channel = self.connection.request(payload[0] if payload else 0, payload[1:])
                self.assert_error(errno.EINVAL, "request", channel)
        channel = self.connection.spawn()
        self.assertIn("argv is empty", self.assert_error(errno.EINVAL, "request", channel))
        for options in [{"cwd": "tmp"}, {"inputs": [(2, 1)]}, {"inputs": [(64, 1)]}, {"inputs": [(3, 64 * 2**20 + 1)]},
                        {"outputs": [5, 5]}, {"inputs": [(5, 0)], "outputs": [5]}, {"label": b"x" * 16385}, {"flags": 16}]:
            with self.subTest(str(options)):
                self.assert_error(errno.EINVAL, "request", self.connection.spawn("/bin/true", **options))

    def test_a_request_may_arrive_byte_by_byte(self):
        payload = bytes([STAT]) + field("") + field("/etc") + b"\0"
        connection = self.connection
        connection.last += 1
        from guest_client import Channel
        channel = connection.channels[connection.last] = Channel(connection, connection.last)
        for byte in struct.pack(">II", REQUEST << 24 | len(payload), connection.last) + payload:
            connection.socket.settimeout(1)
            connection.socket.send(bytes([byte]))
        self.assertEqual(2, channel.wait().take("B"))

    def test_the_longest_request_is_served(self):
        argument = "x" * 100000
        record, channel = self.connection.shell('printf %s "$#"', env=[f"V{i}=" + argument for i in range(10)])
        self.assertEqual(1, record["state"])
        self.assertEqual(b"0", channel.data(1))

    def test_frames_for_a_channel_that_has_ended_are_ignored(self):
        channel = self.connection.request(PING)
        channel.wait()
        for kind, payload in [(DATA, b"\0x"), (EOF, b"\0"), (CREDIT, b"\0\0\0\1"), (CANCEL, b"")]:
            self.connection.frame(kind, channel.number, payload)
        self.connection.ping()

    def test_uptime_grows_in_milliseconds(self):
        first, begun = self.connection.ping(), time.monotonic()
        time.sleep(0.1)
        grown = self.connection.ping() - first
        self.assertAlmostEqual((time.monotonic() - begun) * 1000, grown, delta=20)

    def test_eight_connections_are_served_and_a_ninth_is_closed(self):
        others = [self.guest.connect() for _ in range(7)]
        for connection in others + [self.connection]:
            connection.ping()
        ninth = socket.socket(socket.AF_UNIX)
        ninth.settimeout(5)
        ninth.connect(self.guest.path)
        self.assertEqual(b"", ninth.recv(1))
        ninth.close()
        for connection in others:
            connection.close()
        time.sleep(0.05)
        self.guest.connect().ping()

    def test_more_than_1024_open_channels_are_refused_one_by_one(self):
        channel = self.connection.spawn("/bin/sleep", "100", flags=KEEP)
        process = channel.wait_started().take("Q")
        from guest_client import WAIT
        waits = [self.connection.request(WAIT, struct.pack(">Q", process)) for _ in range(1023)]
        self.assert_error(errno.EAGAIN, "limit", self.connection.request(PING))
        waits[5].cancel()
        self.assert_error(errno.ECANCELED, "request", waits[5])
        self.connection.ping()
        self.connection.signal(process, 9)
        self.assertEqual(2, channel.wait().take("B"))
        for wait in waits[6:10]:
            self.assertEqual(2, wait.wait().take("B"))
        self.connection.release(process)

    def test_a_cancelled_channel_ends_with_one_frame_and_kills_nothing(self):
        channel = self.connection.spawn("/bin/sleep", "100")
        process = channel.wait_started().take("Q")
        channel.cancel()
        self.assert_error(errno.ECANCELED, "request", channel)
        self.assertEqual(0, self.connection.processes()[process]["state"])
        self.connection.signal(process, 9)

    def test_a_lost_connection_kills_nothing_and_its_output_is_still_there(self):
        other = self.guest.connect()
        process = other.spawn("/bin/sh", "-c", "echo one; sleep 0.3; echo two", flags=KEEP).wait_started().take("Q")
        other.close()
        channel = self.connection.attach(process)
        channel.wait()
        self.assertEqual(b"one\ntwo\n", channel.data())
        self.connection.release(process)

    def test_a_reader_that_grants_nothing_gets_one_window_and_stalls_only_itself(self):
        channel = self.connection.spawn("/bin/sh", "-c", "head -c 1000000 /dev/zero", flags=KEEP)
        channel.grant = False
        process = channel.wait_started().take("Q")
        self.connection.wait_for(process)
        self.connection.until(lambda: channel.received == WINDOW)
        self.connection.ping()
        self.assertFalse(channel.ended)
        channel.give_credit(1)
        self.connection.until(lambda: channel.received == WINDOW + 1)
        channel.grant = True
        channel.give_credit(WINDOW)
        channel.wait()
        self.assertEqual(1000000, channel.received)
        self.connection.release(process)

    def test_credit_for_stdin_comes_as_the_program_reads(self):
        channel = self.connection.spawn("/bin/sh", "-c", "sleep 0.3; wc -c", flags=STDIN)
        channel.wait_started()
        channel.send(0, b"x" * WINDOW)
        self.assertEqual(0, channel.credit)
        channel.send(0, b"x" * 500000)
        channel.eof()
        channel.wait()
        self.assertEqual(str(WINDOW + 500000).encode(), channel.data(1).strip())

    def test_an_unread_answer_of_one_connection_does_not_slow_another(self):
        stuck = self.guest.connect()
        path = self.path("big")
        with open(path, "wb") as file:
            file.truncate(50_000_000)
        for _ in range(20):
            stuck.request(READ, field("") + field(path) + struct.pack(">QQB", 0, 2**64 - 1, 0))
        slowest = 0
        for _ in range(50):
            begun = time.monotonic()
            self.connection.ping()
            slowest = max(slowest, time.monotonic() - begun)
        self.assertLess(slowest, 0.2 * PATIENCE)


class LeaseTest(GuestCase):
    def test_a_guest_whose_lease_is_over_ends_with_its_processes(self):
        guest = start_guest()
        self.addCleanup(guest.stop)
        connection = guest.connect()
        connection.spawn("/bin/sleep", "1000").wait_started()
        connection.call(LEASE, struct.pack(">Q", 1)).end()
        time.sleep(1.2)
        connection.ping()  # while a host is connected nothing ends
        connection.close()
        begun = time.monotonic()
        guest.process.wait(6)
        self.assertGreater(time.monotonic() - begun, 0.8)

    def test_a_host_that_comes_back_in_time_keeps_it_alive(self):
        guest = start_guest()
        self.addCleanup(guest.stop)
        connection = guest.connect()
        connection.call(LEASE, struct.pack(">Q", 1)).end()
        connection.close()
        time.sleep(0.5)
        again = guest.connect()
        time.sleep(1)
        again.ping()
        again.call(LEASE, struct.pack(">Q", 0)).end()
        again.close()
        time.sleep(1.3)
        guest.connect().ping()
