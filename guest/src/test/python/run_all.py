"""Runs every test here against GUEST_BINARY, and names what was left out. Exit status 1 if a test failed."""

import pathlib
import sys
import unittest

here = pathlib.Path(__file__).parent
suite = unittest.defaultTestLoader.discover(str(here), pattern="test_*.py", top_level_dir=str(here))
result = unittest.TextTestRunner(verbosity=0).run(suite)
for test, reason in result.skipped:
    print(f"LEFT OUT: {test.id()}: {reason}")
sys.exit(not result.wasSuccessful() or result.testsRun == 0)
