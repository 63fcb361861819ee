"""Operations on files (PROTOCOL.md, "Files")."""

import errno
import os
import socket
import struct
import time
import unittest

from guest_case import GuestCase, IS_ROOT, PATIENCE, start_guest
from guest_client import (CHMOD, CHOWN, LIST, MKDIR, READ, REALPATH, REMOVE, RENAME, USER, field)

USER_NAME = "nobody" if IS_ROOT else ""


class FilesTest(GuestCase):
    def make(self, name, data=b"", mode=0o644):
        with open(self.path(name), "wb") as file:
            file.write(data)
        os.chmod(self.path(name), mode)
        return self.path(name)

    def mkdir(self, path, mode=0o755, flags=0, user=""):
        self.connection.call(MKDIR, field(user) + field(path) + struct.pack(">IB", mode, flags)).end()

    def remove(self, path, flags=0, user="", timeout=30):
        self.connection.call(REMOVE, field(user) + field(path) + bytes([flags]), timeout).end()

    def rename(self, source, target, flags=0):
        self.connection.call(RENAME, field("") + field(source) + field(target) + bytes([flags])).end()

    def test_what_is_written_is_read_again_byte_by_byte(self):
        for size in [0, 1, 65535, 65536, 262144, 262145, 5_000_000]:
            data = os.urandom(size)
            count, record = self.connection.write(self.path("file"), data)
            self.assertEqual((size, size, 0o644, 1), (count, record["size"], record["mode"], record["type"]))
            self.assertEqual(data, self.connection.read(self.path("file")))

    def test_parts_are_read_and_written_where_asked(self):
        path = self.make("file", b"0123456789")
        self.assertEqual(b"345", self.connection.read(path, 3, 3))
        self.assertEqual(b"89", self.connection.read(path, 8, 100))
        self.assertEqual(b"", self.connection.read(path, 10))
        self.assertEqual(b"", self.connection.read(path, 2**63 + 5))
        self.connection.write(path, b"ab", flags=0, offset=4)
        self.assertEqual(b"0123ab6789", self.connection.read(path))
        self.connection.write(path, b"!", flags=8)
        self.assertEqual(b"0123ab6789!", self.connection.read(path))
        self.connection.write(path, b"z", flags=0, offset=12)
        self.assertEqual(b"0123ab6789!\0z", self.connection.read(path))

    def test_the_flags_of_a_write_are_kept(self):
        missing = self.path("a/b/c/file")
        write = lambda path, flags: self.connection.write(path, b"x", flags=flags)
        self.assert_error(errno.ENOENT, "path", lambda: write(missing, 3))
        self.assert_error(errno.ENOENT, "path", lambda: write(self.path("none"), 0))
        write(missing, 3 + 16)
        self.assertEqual(0o755, os.stat(self.path("a/b")).st_mode & 0o7777)
        self.assert_error(errno.EEXIST, "path", lambda: write(missing, 4))
        write(missing, 3 + 16)
        existing = self.make("mine", b"old content", 0o600)
        _, record = self.connection.write(existing, b"new", mode=0o777)
        self.assertEqual((0o600, 3), (record["mode"], record["size"]))
        _, record = self.connection.write(self.path("exact"), b"", mode=0o4751)
        self.assertEqual(0o4751, record["mode"])

    def test_a_write_says_when_the_file_is_open_and_failure_leaves_nothing_half_open(self):
        channel = self.connection.open_write(self.path("file"))
        channel.wait_started()
        self.assertTrue(os.path.exists(self.path("file")))
        channel.send(0, b"part")
        deadline = time.monotonic() + 5
        while os.path.getsize(self.path("file")) != 4 and time.monotonic() < deadline:
            time.sleep(0.01)
        channel.cancel()
        self.assert_error(errno.ECANCELED, "request", channel)
        with open(self.path("file"), "rb") as file:
            self.assertEqual(b"part", file.read())

    def test_what_is_not_a_regular_file_never_stalls(self):
        os.mkfifo(self.path("fifo"))
        sock = socket.socket(socket.AF_UNIX)
        self.addCleanup(sock.close)
        sock.bind(self.path("socket"))
        read, write = self.connection.read, self.connection.write
        begun = time.monotonic()
        self.assert_error(errno.EINVAL, "path", lambda: read(self.path("fifo")))
        self.assert_error(errno.EINVAL, "path", lambda: read("/dev/zero"))
        self.assert_error(errno.EINVAL, "path", lambda: write(self.path("fifo"), b"x"))
        self.assert_error(errno.EINVAL, "path", lambda: write("/dev/null", b"x"))
        self.assert_error(errno.ENXIO, "path", lambda: read(self.path("socket")))
        self.assert_error(errno.EISDIR, "path", lambda: read(self.directory))
        self.assert_error(errno.EISDIR, "path", lambda: write(self.directory, b"x"))
        self.assertLess(time.monotonic() - begun, 1 * PATIENCE)
        self.assertEqual(b"\0" * 100_000, read("/dev/zero", 0, 100_000, flags=1))

    def test_a_fifo_asked_for_waits_for_its_bytes_and_stalls_only_its_call(self):
        os.mkfifo(self.path("fifo"))
        keep_open = os.open(self.path("fifo"), os.O_RDWR)
        channel = self.connection.request(READ, field("") + field(self.path("fifo")) + struct.pack(">QQB", 0, 5, 1))
        channel.wait_started()
        self.connection.ping()
        os.write(keep_open, b"hello")
        channel.wait()
        os.close(keep_open)
        self.assertEqual(b"hello", channel.data(1))

    def test_a_file_that_says_it_is_empty_is_read_to_its_end(self):
        self.assertIn(b"PPid:", self.connection.read("/proc/self/status"))

    def test_stat_tells_every_type(self):
        os.symlink("target here", self.path("link"))
        os.mkfifo(self.path("fifo"))
        os.utime(self.make("file", b"12345", 0o6754), ns=(0, -1_500_000_000))
        os.chmod(self.path("file"), 0o6754)
        record = self.connection.stat(self.path("file"))
        self.assertEqual((1, 0o6754, 5, -2, 500_000_000, 1), tuple(
            record[key] for key in ["type", "mode", "size", "mtime", "mtime_ns", "links"]))
        self.assertEqual(os.stat(self.path("file")).st_ino, record["inode"])
        self.assertEqual(2, self.connection.stat("/")["type"])
        link = self.connection.stat(self.path("link"))
        self.assertEqual((3, b"target here"), (link["type"], link["target"]))
        self.assertEqual(4, self.connection.stat(self.path("fifo"))["type"])
        self.assertEqual(6, self.connection.stat("/dev/null")["type"])
        self.assert_error(errno.ENOENT, "path", lambda: self.connection.stat(self.path("link"), follow=True))
        message = self.assert_error(errno.ENOENT, "path", lambda: self.connection.stat("/no/such"))
        self.assertEqual("stat /no/such: No such file or directory", message)

    def test_names_are_bytes(self):
        name = bytes(set(range(1, 256)) - {ord("/")})[:200]
        path = self.directory.encode() + b"/" + name
        self.connection.write(path, b"x")
        (entry,), _ = self.connection.list(self.directory)
        self.assertEqual(name, entry[0])
        self.remove(path)

    def test_links_in_a_loop_are_an_error(self):
        os.symlink("b", self.path("a"))
        os.symlink("a", self.path("b"))
        for call in [lambda: self.connection.stat(self.path("a"), follow=True), lambda: self.connection.read(self.path("a")),
                     lambda: self.connection.write(self.path("a"), b"", flags=3),
                     lambda: self.connection.call(REALPATH, field("") + field(self.path("a")))]:
            self.assert_error(errno.ELOOP, "path", call)
        os.symlink(".", self.path("here"))
        entries, _ = self.connection.list(self.directory, depth=10)
        self.assertEqual(3, len(entries))

    def test_list_goes_as_deep_as_asked_and_stops_where_asked(self):
        os.makedirs(self.path("a/b/c"))
        for name in ["a/1", "a/b/2", "a/b/c/3"]:
            self.make(name)
        names = lambda depth, most=0: [path.decode() for path, _ in self.connection.list(self.directory, depth, most)[0]]
        self.assertEqual({"a"}, set(names(0)))
        self.assertEqual({"a"}, set(names(1)))
        self.assertEqual({"a", "a/1", "a/b"}, set(names(2)))
        everything = names(100)
        self.assertEqual({"a", "a/1", "a/b", "a/b/2", "a/b/c", "a/b/c/3"}, set(everything))
        for path in everything:
            self.assertTrue("/" not in path or everything.index(path) > everything.index(path.rsplit("/", 1)[0]))
        self.assertEqual((6, 0), (len(everything), self.connection.list(self.directory, 100, 6)[1]))
        entries, cut = self.connection.list(self.directory, 100, 5)
        self.assertEqual((5, 1), (len(entries), cut))
        self.assert_error(errno.ENOTDIR, "path", lambda: self.connection.list(self.path("a/1")))
        self.assert_error(errno.ENOENT, "path", lambda: self.connection.list(self.path("none")))

    def test_a_directory_of_many_entries_is_listed_whole(self):
        for number in range(20_000):
            os.close(os.open(self.path(f"file-with-a-longer-name-{number:05}"), os.O_CREAT))
        entries, _ = self.connection.list(self.directory, timeout=60)
        self.assertEqual(20_000, len({path for path, _ in entries}))
        self.remove(self.directory, 1, timeout=60)
        os.mkdir(self.directory)

    def test_a_listing_that_is_not_read_can_be_cancelled(self):
        channel = self.connection.request(LIST, field("") + field("/usr") + struct.pack(">IQ", 100, 0))
        channel.grant = False
        self.connection.until(lambda: channel.received == 262144)
        channel.cancel()
        self.assert_error(errno.ECANCELED, "request", channel)

    def test_trees_deeper_than_any_path_and_any_number_of_descriptors_are_listed_and_removed(self):
        guest = start_guest(wrapper=["prlimit", "--nofile=300:300"])
        self.addCleanup(guest.stop)
        self.connection.close()
        self.connection = guest.connect()
        depth, name = 2000, b"deep-directory"
        at = os.open(self.directory, os.O_RDONLY)
        for _ in range(depth):
            os.mkdir(name, dir_fd=at)
            below = os.open(name, os.O_RDONLY, dir_fd=at)
            os.close(at)
            at = below
        os.close(os.open("file", os.O_CREAT, dir_fd=at))
        os.close(at)
        entries, _ = self.connection.list(self.directory, 10_000, timeout=60)
        self.assertEqual(depth + 1, len(entries))
        self.assertEqual(b"/".join([name] * depth + [b"file"]), entries[-1][0])
        self.remove(self.path(name.decode()), 1, timeout=60)
        self.assertEqual([], os.listdir(self.directory))

    def test_remove_does_not_follow_links_and_needs_the_flag_for_full_directories(self):
        outside = self.make("outside")
        os.makedirs(self.path("tree/sub"))
        os.symlink(self.directory, self.path("tree/sub/link"))
        self.make("tree/sub/file")
        self.assert_error(errno.ENOTEMPTY, "path", lambda: self.remove(self.path("tree")))
        self.remove(self.path("tree"), 1)
        self.assertFalse(os.path.exists(self.path("tree")))
        self.assertTrue(os.path.exists(outside))
        os.symlink(self.directory, self.path("link"))
        self.remove(self.path("link"), 1)
        self.assertTrue(os.path.exists(outside))
        os.mkdir(self.path("empty"))
        self.remove(self.path("empty"))
        self.remove(outside)
        self.assert_error(errno.ENOENT, "path", lambda: self.remove(outside, 1))

    def test_mkdir_makes_parents_only_when_asked(self):
        self.mkdir(self.path("one"), 0o1770)
        self.assertEqual(0o1770, os.stat(self.path("one")).st_mode & 0o7777)
        self.assert_error(errno.EEXIST, "path", lambda: self.mkdir(self.path("one")))
        self.assert_error(errno.ENOENT, "path", lambda: self.mkdir(self.path("a/b")))
        self.mkdir(self.path("a/b//c/"), 0o700, flags=1)
        self.assertEqual((0o755, 0o700), tuple(os.stat(self.path(name)).st_mode & 0o7777 for name in ["a/b", "a/b/c"]))
        self.mkdir(self.path("a/b/c"), 0o777, flags=1)
        self.assertEqual(0o700, os.stat(self.path("a/b/c")).st_mode & 0o7777)
        self.make("file")
        self.assert_error(errno.EEXIST, "path", lambda: self.mkdir(self.path("file"), flags=1))
        self.assert_error(errno.ENOTDIR, "path", lambda: self.mkdir(self.path("file/x"), flags=1))

    def test_rename_replaces_only_when_asked(self):
        a, b = self.make("a", b"a"), self.make("b", b"b")
        self.assert_error(errno.EEXIST, "path", lambda: self.rename(a, b))
        self.rename(a, b, 1)
        self.assertEqual(b"a", self.connection.read(b))
        self.rename(b, a)
        self.assert_error(errno.ENOENT, "path", lambda: self.rename(b, a, 1))
        if os.stat("/dev/shm").st_dev != os.stat(self.directory).st_dev:
            self.assert_error(errno.EXDEV, "path", lambda: self.rename(a, f"/dev/shm/guest-test-{os.getpid()}"))

    def test_modes_and_real_paths(self):
        path = self.make("file")
        self.connection.call(CHMOD, field("") + field(path) + struct.pack(">I", 0o4711)).end()
        self.assertEqual(0o4711, os.stat(path).st_mode & 0o7777)
        os.symlink("file", self.path("link"))
        fields = self.connection.call(REALPATH, field("") + field(self.path("../") + os.path.basename(self.directory) + "/./link"))
        self.assertEqual(path.encode(), fields.bytes())
        self.assert_error(errno.ENOENT, "path", lambda: self.connection.call(REALPATH, field("") + field(self.path("none"))))


@unittest.skipUnless(IS_ROOT, "needs root: other users' permissions")
class PermissionTest(GuestCase):
    def test_operations_have_the_rights_of_their_user(self):
        secret = self.path("secret")
        os.mkdir(self.path("closed"), 0o700)
        with open(secret, "w") as file:
            file.write("x")
        os.chmod(secret, 0o600)
        c, nobody = self.connection, "nobody"
        self.assertEqual(b"x", c.read(secret))
        self.assert_error(errno.EACCES, "path", lambda: c.read(secret, user=nobody))
        self.assert_error(errno.EACCES, "path", lambda: c.write(secret, b"", user=nobody))
        self.assert_error(errno.EACCES, "path", lambda: c.list(self.path("closed"), user=nobody))
        self.assert_error(errno.EPERM, "path", lambda: c.call(CHMOD, field(nobody) + field(secret) + struct.pack(">I", 0o777)))
        self.assert_error(errno.EPERM, "path", lambda: c.call(CHOWN, field(nobody) + field(secret) + field(nobody) + field("")))
        entries, _ = c.list(self.directory, 5, user=nobody)
        self.assertEqual({b"secret", b"closed"}, {path for path, _ in entries})
        _, record = c.write(self.path("own"), b"", user=nobody)
        self.assertEqual((b"nobody", b"nogroup", 65534), (record["owner"], record["group"], record["uid"]))

    def test_an_unreadable_directory_is_listed_but_not_entered(self):
        os.makedirs(self.path("a/b"))
        os.chmod(self.path("a"), 0o700)
        entries, _ = self.connection.list(self.directory, 5, user="nobody")
        self.assertEqual([b"a"], [path for path, _ in entries])

    def test_owners_are_names_or_numbers(self):
        path = self.path("file")
        open(path, "w").close()
        chown = lambda owner, group: self.connection.call(CHOWN, field("") + field(path) + field(owner) + field(group)).end()
        chown("nobody", "")
        self.assertEqual((65534, 0), (os.stat(path).st_uid, os.stat(path).st_gid))
        chown("", "daemon")
        self.assertEqual((65534, 1), (os.stat(path).st_uid, os.stat(path).st_gid))
        chown("12345", "54321")
        record = self.connection.stat(path)
        self.assertEqual((b"12345", b"54321"), (record["owner"], record["group"]))
        self.assert_error(errno.EINVAL, "user", lambda: chown("no-such-user", ""))

    def test_users_are_names_ids_or_pairs_of_ids(self):
        def look(user):
            fields = self.connection.call(USER, field(user))
            return fields.take("I"), fields.take("I"), fields.bytes(), fields.bytes(), fields.bytes()
        self.assertEqual((0, 0, b"root"), look("")[:3])
        self.assertEqual(look("nobody"), look("65534"))
        self.assertEqual((12345, 12345, b"12345", b"/", b"/bin/sh"), look("12345"))
        self.assertEqual((65534, 7, b"nobody"), look("65534:7")[:3])
        for wrong in ["no-such-user", "-1", "4294967295", "99999999999", "1:", ":1", "0x10"]:
            self.assert_error(errno.ENOENT, "user", lambda: look(wrong))
        self.assert_error(errno.ENOENT, "user", self.connection.spawn("/bin/true", user="no-such-user"))
        _, channel = self.connection.shell("id -u; id -g; id -G", user="nobody")
        self.assertEqual("65534\n65534\n65534\n", channel.data(1).decode())
        _, channel = self.connection.shell("id -u; id -g; id -G; echo $HOME", user="12345:54321")
        self.assertEqual("12345\n54321\n54321\n/\n", channel.data(1).decode())

    def test_relative_paths_start_at_the_users_home(self):
        self.assertEqual(self.connection.stat("/root")["inode"], self.connection.stat(".")["inode"])
        message = self.assert_error(errno.ENOENT, "path", lambda: self.connection.stat("x", user="nobody"))
        self.assertIn("/nonexistent", message)
