"""Prints the guest's figures: `make measure`. Times are the median, and the 99th percentile in brackets, in milliseconds."""

import os
import statistics
import time

from guest_case import BINARY, start_guest
from guest_client import Guest


def timed(count, call):
    times = []
    for _ in range(count):
        begun = time.perf_counter()
        call()
        times.append((time.perf_counter() - begun) * 1000)
    times.sort()
    return f"{statistics.median(times):.3f} ({times[int(count * 0.99) - 1]:.3f})"


def first_answer():
    begun = time.perf_counter()
    guest = Guest(BINARY, single_user=os.geteuid() != 0)
    guest.connect().ping()
    taken = (time.perf_counter() - begun) * 1000
    guest.stop()
    return taken


def memory(pid, key):
    with open(f"/proc/{pid}/smaps_rollup") as file:
        return int([line for line in file if line.startswith(key + ":")][0].split()[1])


guest = start_guest(pid1=False)
connection = guest.connect()
connection.ping()
print(f"size of the binary         {os.path.getsize(BINARY):,} bytes")
print(f"memory of an idle guest    {memory(guest.pid(), 'Rss')} KiB resident, {memory(guest.pid(), 'Pss')} KiB its share")
print(f"start to first answer      {min(first_answer() for _ in range(10)):.2f} (best of 10, fork and exec included)")
print(f"ping                       {timed(2000, connection.ping)}")
print(f"stat                       {timed(500, lambda: connection.stat('/etc/passwd'))}")
print(f"spawn /bin/true to DONE    {timed(500, lambda: connection.run('/bin/true'))}")
print(f"spawn sh -c true to DONE   {timed(500, lambda: connection.run('/bin/sh', '-c', 'true'))}")
process = connection.spawn("/bin/sleep", "1000").wait_started().take("Q")
children = [int(pid) for pid in open(f"/proc/{guest.pid()}/task/{guest.pid()}/children").read().split()]
print(f"memory of a supervisor     {memory(children[0], 'Rss')} KiB resident, {memory(children[0], 'Pss')} KiB its share")
connection.signal(process, 9)
data = os.urandom(64 * 2**20)
path = guest.directory.name + "/file"
print(f"64 MiB up                  {timed(5, lambda: connection.write(path, data))}")
print(f"64 MiB down                {timed(5, lambda: connection.read(path))}")
guest.stop()
