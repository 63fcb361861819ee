"""CONNECT and PORTS (PROTOCOL.md, "Ports"), and terminals."""

import errno
import os
import signal
import socket
import struct
import threading
import time
import unittest

from guest_case import GuestCase, IS_ROOT
from guest_client import CONNECT, PORTS, RESIZE, TTY, exit_record


class PortsTest(GuestCase):
    def serve(self, handle, host="127.0.0.1"):
        listener = socket.create_server((host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
        self.addCleanup(listener.close)

        def run():
            peer, _ = listener.accept()
            with peer:
                handle(peer)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        self.addCleanup(thread.join, 5)
        return listener.getsockname()[1]

    def connect(self, port):
        return self.connection.request(CONNECT, struct.pack(">H", port))

    def test_bytes_go_both_ways_and_each_half_closes_by_itself(self):
        def echo_then_say_goodbye(peer):
            while data := peer.recv(65536):
                peer.sendall(data)
            peer.sendall(b"goodbye")

        channel = self.connect(self.serve(echo_then_say_goodbye))
        channel.wait_started().end()
        sent = os.urandom(3_000_000)
        channel.send(0, sent)
        channel.eof()
        channel.wait().end()
        self.assertEqual(sent + b"goodbye", channel.data(1))
        self.assertEqual(("eof", 1), channel.events[-1])

    def test_a_server_that_closes_first_still_hears_the_rest(self):
        heard = []

        def close_then_listen(peer):
            peer.sendall(b"bye")
            peer.shutdown(socket.SHUT_WR)
            while data := peer.recv(65536):
                heard.append(data)

        channel = self.connect(self.serve(close_then_listen))
        self.connection.until(lambda: ("eof", 1) in channel.events)
        channel.send(0, b"still here")
        channel.eof()
        channel.wait()
        deadline = time.monotonic() + 5
        while not heard and time.monotonic() < deadline:
            time.sleep(0.01)
        self.assertEqual(b"still here", b"".join(heard))

    def test_what_is_sent_before_the_connection_stands_arrives(self):
        channel = self.connect(self.serve(lambda peer: peer.sendall(peer.recv(100))))
        channel.send(0, b"early")
        channel.eof()
        channel.wait()
        self.assertEqual(b"early", channel.data(1))

    def test_a_server_on_ipv6_only_is_found(self):
        try:
            port = self.serve(lambda peer: peer.sendall(b"six"), "::1")
        except OSError:
            self.skipTest("this machine has no IPv6 loopback")
        channel = self.connect(port)
        channel.eof()
        channel.wait()
        self.assertEqual(b"six", channel.data(1))

    def test_a_port_where_nobody_listens_is_an_error(self):
        free = socket.create_server(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        message = self.assert_error(errno.ECONNREFUSED, "port", self.connect(port))
        self.assertEqual(f"connect to port {port}: Connection refused", message)

    def test_a_cancelled_connection_is_closed(self):
        closed = threading.Event()
        channel = self.connect(self.serve(lambda peer: (peer.recv(1), closed.set())))
        channel.wait_started()
        channel.cancel()
        self.assert_error(errno.ECANCELED, "request", channel)
        self.assertTrue(closed.wait(5))

    def test_a_server_that_never_reads_stalls_only_its_channel(self):
        release = threading.Event()
        channel = self.connect(self.serve(lambda peer: release.wait(10)))
        channel.wait_started()
        while channel.credit > 0:
            self.connection.frame(4, channel.number, b"\0" + bytes(min(channel.credit, 65535)))
            channel.credit -= min(channel.credit, 65535)
            self.connection.ping()
            if channel.credit == 0:
                self.connection.pump(0.3)
        self.connection.ping()
        channel.cancel()
        release.set()

    def test_listening_ports_are_listed_once_and_ascending(self):
        listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
        own = {listener.getsockname()[1] for listener in listeners}
        channel = self.connection.request(PORTS)
        count = channel.wait().take("Q")
        ports = list(struct.unpack(f">{count}H", channel.data(1)))
        self.assertEqual(sorted(set(ports)), ports)
        self.assertLessEqual(own, set(ports))
        for listener in listeners:
            listener.close()


class TerminalTest(GuestCase):
    def spawn_shell(self, script, **options):
        channel = self.connection.spawn("/bin/sh", "-c", script, flags=TTY, rows=33, columns=99, **options)
        return channel, channel.wait_started().take("Q")

    def until(self, channel, text):
        self.connection.until(lambda: text in channel.data(1))

    def test_a_terminal_has_its_size_and_is_the_controlling_one(self):
        channel, process = self.spawn_shell("stty size; [ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo all; echo control >/dev/tty; read x; stty size")
        self.until(channel, b"control\r\n")
        self.assertTrue(channel.data(1).startswith(b"33 99\r\nall\r\n"))
        self.connection.call(RESIZE, struct.pack(">QHH", process, 50, 200)).end()
        channel.send(0, b"\n")
        channel.wait()
        self.assertTrue(channel.data(1).endswith(b"50 200\r\n"))

    @unittest.skipUnless(IS_ROOT, "needs root: another user's terminal")
    def test_a_user_owns_the_terminal_and_may_open_it_by_name(self):
        channel, _ = self.spawn_shell("echo by name > $(tty); stat -c %U $(tty)", user="nobody")
        channel.wait()
        self.assertEqual(b"by name\r\nnobody\r\n", channel.data(1))

    def test_a_program_learns_of_a_new_size(self):
        channel, process = self.spawn_shell("trap 'stty size; exit' WINCH; echo ready; while :; do sleep 0.05; done")
        self.until(channel, b"ready")
        self.connection.call(RESIZE, struct.pack(">QHH", process, 7, 8)).end()
        channel.wait()
        self.assertIn(b"7 8\r\n", channel.data(1))

    def test_the_end_of_file_is_a_key(self):
        channel, _ = self.spawn_shell("cat; echo rest; cat")
        channel.send(0, b"typed\n")
        self.until(channel, b"typed\r\ntyped\r\n")
        channel.eof()
        self.until(channel, b"rest\r\n")
        channel.eof()
        self.assertEqual(0, exit_record(channel.wait())["value"])

    def test_control_c_and_scope_2_reach_the_foreground_group(self):
        background = "sh -c 'trap \"echo background heard\" INT; sleep 1' &"
        channel, process = self.spawn_shell(f"trap : INT; set -m; {background} sleep 100; echo slept $?; sleep 101; echo slept $?")
        time.sleep(0.2)
        channel.send(0, b"\x03")
        self.until(channel, b"slept 130")
        time.sleep(0.2)
        self.connection.signal(process, signal.SIGINT, scope=2)
        channel.wait()
        self.assertEqual(2, channel.data(1).count(b"slept 130"))
        self.assertNotIn(b"background heard", channel.data(1))

    def test_all_output_before_the_end_arrives(self):
        for _ in range(20):
            channel, _ = self.spawn_shell("head -c 100000 /dev/zero | tr '\\0' x; echo end")
            channel.wait()
            self.assertEqual(100_005, len(channel.data(1)))

    def test_a_process_without_a_terminal_cannot_be_resized(self):
        process = self.connection.spawn("/bin/sleep", "100").wait_started().take("Q")
        for number, error in [(process, errno.ENOTTY), (10**9, errno.ESRCH)]:
            self.assert_error(error, "process", self.connection.request(RESIZE, struct.pack(">QHH", number, 1, 1)))
        self.connection.signal(process, 9)
