"""Users and groups come from the sandbox's own files, whatever is in them."""

import errno
import os
import tempfile
import time
import unittest

from guest_case import IS_ROOT, PATIENCE, start_guest
from guest_client import USER, field

PASSWD = b"""root:x:0:0:root:/root:/bin/sh
daytona:x:1000:1000::/home/daytona:/bin/bash
1234:x:77:78:a name of digits:/digits:
broken
also:broken
minus:x:-1:5::/:
huge:x:4294967295:5::/:
\xff\xfe:x:90:91::/bytes\xff:/bin/sh
+::::::
last:x:99:99::/last:/bin/last"""  # without an end of line
GROUP = b"""root:x:0:
daytona:x:1000:
one:x:2001:daytona
two:x:2002:other,daytona,last
three:x:2003:daytonax,xdaytona
wrong:x:no:daytona
"""


@unittest.skipUnless(IS_ROOT, "needs root: another /etc/passwd in a mount namespace")
class UsersTest(unittest.TestCase):
    def start(self, passwd=PASSWD, group=GROUP):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        for name, content in [("passwd", passwd), ("group", group)]:
            if content is None:
                os.mkfifo(f"{directory.name}/{name}")
            else:
                with open(f"{directory.name}/{name}", "wb") as file:
                    file.write(content)
        over = f'mount --bind {directory.name}/passwd /etc/passwd && mount --bind {directory.name}/group /etc/group && exec "$@"'
        guest = start_guest(wrapper=["setpriv", "--groups", "4,24", "unshare", "--mount", "sh", "-c", over, "sh"])
        self.addCleanup(guest.stop)
        return guest.connect()

    def look(self, connection, user):
        fields = connection.call(USER, field(user))
        return fields.take("I"), fields.take("I"), fields.bytes(), fields.bytes(), fields.bytes()

    def test_odd_lines_do_not_hide_the_others(self):
        connection = self.start()
        self.assertEqual((1000, 1000, b"daytona", b"/home/daytona", b"/bin/bash"), self.look(connection, "daytona"))
        self.assertEqual((77, 78, b"1234", b"/digits", b"/bin/sh"), self.look(connection, "1234"))
        self.assertEqual((90, 91, b"\xff\xfe", b"/bytes\xff", b"/bin/sh"), self.look(connection, b"\xff\xfe"))
        self.assertEqual((99, 99, b"last", b"/last", b"/bin/last"), self.look(connection, "last"))
        self.assertEqual(b"last", self.look(connection, "99")[2])
        for unknown in ["broken", "also", "minus", "huge", "+", "x"]:
            channel = connection.request(USER, field(unknown))
            with self.assertRaises(Exception) as raised:
                channel.wait()
            self.assertEqual((errno.ENOENT, "user"), (raised.exception.errno, raised.exception.what), unknown)

    def test_a_program_has_its_users_groups_and_none_of_the_guests(self):
        connection = self.start()
        groups = lambda user: set(connection.shell("grep ^Groups: /proc/self/status", user=user)[1].data(1).split()[1:])
        self.assertEqual({b"1000", b"2001", b"2002"}, groups("daytona"))
        self.assertEqual({b"1000", b"2001", b"2002"}, groups("1000"))
        self.assertEqual(set(), groups("1000:1000"))
        self.assertEqual({b"0"}, groups(""))
        self.assertEqual({b"5555"}, groups("5555"))

    def test_a_program_may_open_its_streams_by_name(self):
        connection = self.start()
        _, channel = connection.shell("echo out >/dev/stdout; echo error >/dev/stderr", user="daytona")
        self.assertEqual((b"out\n", b"error\n"), (channel.data(1), channel.data(2)))

    def test_files_that_are_no_files_do_not_stall(self):
        connection = self.start(passwd=None, group=None)
        begun = time.monotonic()
        self.assertEqual((0, 0, b"0", b"/", b"/bin/sh"), self.look(connection, ""))
        self.assertEqual((7, 8), self.look(connection, "7:8")[:2])
        record, _ = connection.shell("exit 4")
        self.assertEqual(4, record["value"])
        self.assertLess(time.monotonic() - begun, 2 * PATIENCE)
