"""FIND and ENV (PROTOCOL.md)."""

import errno
import os
import struct
import unittest

from guest_case import GuestCase, IS_ROOT
from guest_client import ENV, FIND, Fields, field, items


class FindTest(GuestCase):
    def make(self, name, data):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb") as file:
            file.write(data)

    def find(self, path, needle, most=0, user=""):
        channel = self.connection.request(FIND, field(user) + field(path) + field(needle) + struct.pack(">Q", most))
        done = channel.wait(30)
        count, cut = done.take("Q"), done.take("B")
        done.end()
        fields, lines = Fields(channel.data(1)), []
        while fields.at < len(fields.data):
            lines.append((fields.bytes(), fields.take("Q"), fields.bytes()))
        self.assertEqual(count, len(lines))
        return sorted(lines), cut

    def test_lines_are_told_once_with_their_number(self):
        self.make("a/f", b"x\nneedle needle\n\xffneedle")
        self.make("a/b/g", b"needle\r\n")
        self.make("a/none", b"need\nle")
        expected = [(b"b/g", 1, b"needle\r"), (b"f", 2, b"needle needle"), (b"f", 3, b"\xffneedle")]
        self.assertEqual((expected, 0), self.find(self.path("a"), b"needle"))
        self.assertEqual(([(b".", 1, b"needle\r")], 0), self.find(self.path("a/b/g"), b"needle"))
        lines, cut = self.find(self.path("a"), b"needle", most=2)
        self.assertEqual((2, 1), (len(lines), cut))

    def test_matches_across_the_windows_edge_and_in_endless_lines(self):
        window = 4 * 65536
        for at in [window - 6, window - 3, window - 1, window, 2 * window - 9]:
            data = bytearray(b"." * (3 * window))
            data[at : at + 6] = b"needle"
            self.make("edge/f", bytes(data) + b"\nneedle\n")
            lines, _ = self.find(self.path("edge"), b"needle")
            self.assertEqual([1, 2], [line for _, line, _ in lines], at)
            self.assertIn(b"needle", lines[0][2])
            self.assertLessEqual(len(lines[0][2]), 16384)
        self.make("edge/f", b"needle" * window + b"\n" + b"needle")
        self.assertEqual([1, 2], [line for _, line, _ in self.find(self.path("edge"), b"needle")[0]])

    def test_what_is_binary_special_or_linked_is_left_out(self):
        self.make("odd/early", b"needle" + bytes(1))
        self.make("odd/late", b"." * 512 + bytes(1) + b"needle")
        self.make("odd/empty", b"")
        os.symlink("..", self.path("odd/up"))
        os.symlink("late", self.path("odd/link"))
        os.mkfifo(self.path("odd/pipe"))
        self.assertEqual([b"late"], [path for path, _, _ in self.find(self.path("odd"), b"needle")[0]])
        self.assert_error(errno.EINVAL, "path", lambda: self.find(self.path("odd/pipe"), b"x"))
        self.assert_error(errno.ENOENT, "path", lambda: self.find(self.path("none"), b"x"))
        self.assert_error(errno.EINVAL, "request", lambda: self.find(self.path("odd"), b""))
        self.assert_error(errno.EINVAL, "request", lambda: self.find(self.path("odd"), b"x" * 65537))

    @unittest.skipUnless(IS_ROOT, "needs root")
    def test_what_the_user_may_not_read_is_left_out(self):
        self.make("mine/open", b"needle")
        self.make("mine/secret", b"needle")
        self.make("mine/closed/f", b"needle")
        os.chmod(self.path("mine/secret"), 0o600)
        os.chmod(self.path("mine/closed"), 0o700)
        self.assertEqual([b"open"], [path for path, _, _ in self.find(self.path("mine"), b"needle", user="nobody")[0]])

    def change(self, changes, prefix=b""):
        self.connection.call(ENV, items(changes) + field(prefix)).end()

    def variables(self):
        _, channel = self.connection.shell("env")
        return dict(line.split("=", 1) for line in channel.data(1).decode().splitlines() if "=" in line)

    def test_variables_reach_every_later_program(self):
        self.change(["A=1", "B=x=y", "SECRET=s_one", "OTHER=s_two", "EMPTY="])
        found = self.variables()
        self.assertEqual(("1", "x=y", "s_one", ""), (found["A"], found["B"], found["SECRET"], found["EMPTY"]))
        self.change(["A", "SECRET=s_new", "UNKNOWN"], b"s_")
        found = self.variables()
        self.assertEqual(("x=y", "s_new"), (found["B"], found["SECRET"]))
        self.assertNotIn("A", found)
        self.assertNotIn("OTHER", found)
        self.assert_error(errno.EINVAL, "request", lambda: self.change(["=x"]))


if __name__ == "__main__":
    unittest.main()
