# Calls Agno's local tools as often as asked, and answers how many nanoseconds each call took.
import contextlib
import io
import sys
import time

from agno.tools.python import PythonTools
from agno.tools.shell import ShellTools

python, shell = PythonTools(), ShellTools()
calls = {
    "python": lambda: python.run_python_code("print(1)"),
    "shell": lambda: shell.run_shell_command(["true"]),
}
print("ready", flush=True)
for line in sys.stdin:
    with contextlib.redirect_stdout(io.StringIO()):
        start = time.perf_counter_ns()
        calls[line.strip()]()
        taken = time.perf_counter_ns() - start
    print(taken, flush=True)
