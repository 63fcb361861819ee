"""What every test of the guest needs: a real guest, one for each test class.

GUEST_BINARY: the binary. GUEST_AS_PID1=1: run it as process 1 of its own process namespace. GUEST_SLOW=1: it is an
instrumented build; amounts and time limits are chosen for that.
"""

import os
import unittest

from guest_client import Guest

BINARY = os.environ["GUEST_BINARY"]
AS_PID1 = os.environ.get("GUEST_AS_PID1") == "1"
SLOW = os.environ.get("GUEST_SLOW") == "1"
IS_ROOT = os.geteuid() == 0
PATIENCE = 4 if SLOW else 1  # times longer than the promise, where a promise is about time


def start_guest(**options):
    options.setdefault("pid1", AS_PID1)
    options.setdefault("single_user", not IS_ROOT)
    return Guest(BINARY, **options)


class GuestCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.guest = start_guest()
        cls.addClassCleanup(cls.guest.stop)

    def setUp(self):
        self.connection = self.guest.connect()
        self.addCleanup(self.guest.disconnect)
        self.directory = os.path.join(self.guest.directory.name, self.id().split(".")[-1])
        os.mkdir(self.directory)
        os.chmod(self.directory, 0o777)

    def path(self, name):
        return os.path.join(self.directory, name)

    def assert_error(self, error, what, channel_or_call):
        """The call, or the wait for the channel, fails with this errno and word."""
        from guest_client import GuestError
        with self.assertRaises(GuestError) as raised:
            channel_or_call() if callable(channel_or_call) else channel_or_call.wait()
        self.assertEqual((os.strerror(error), what), (os.strerror(raised.exception.errno), raised.exception.what),
                         raised.exception.message)
        return raised.exception.message
