"""Makes the fuzzers' seeds from the golden frames: corpus.py frames|connection DIRECTORY GOLDEN...

Frames as they are; for whole connections, what a host sends: a byte that the target reads, then requests on channel 1
that go on as hosts do.
"""

import pathlib
import struct
import sys


def golden(paths):
    for path in map(pathlib.Path, paths):
        lines = dict(line.split(": ", 1) for line in path.read_text().splitlines() if ": " in line)
        yield path.stem, lines, bytes.fromhex(lines["hex"])


def field(text):
    return struct.pack(">I", len(text)) + text


def frame(kind, payload, channel=1):
    return struct.pack(">I", kind << 24 | len(payload)) + struct.pack(">I", channel) + payload


def spawn(flags, inputs=b"", outputs=b""):
    """A SPAWN of the program that connection_fuzz puts at /p."""
    count = bytes([0, 0, 0, 1])
    return frame(2, b"".join([
        bytes([3]), struct.pack(">HHHQ", flags, 0, 0, 0), field(b"label"), field(b""), field(b"/"),
        struct.pack(">I", 2), field(b"/p"), field(b"version"), count, field(b"A=1"),
        (count if inputs else bytes(4)) + inputs, (count if outputs else bytes(4)) + outputs, field(b""),
    ]))


GOES_ON = [
    frame(4, b"\x00hello"),  # DATA
    frame(5, b"\x00"),  # EOF
    frame(6, struct.pack(">I", 1000)),  # CREDIT
    frame(10, b""),  # CANCEL
]


def connections(paths):
    for name, lines, frame_bytes in golden(paths):
        if lines["direction"] == "host-to-guest" and frame_bytes[0] == 2:
            request = frame_bytes[:4] + struct.pack(">I", 1) + frame_bytes[8:]
            yield name, b"\x00" + request
            yield name + "-goes-on", b"\x03" + request + b"".join(GOES_ON)
    for flags in range(16):
        yield f"spawn-{flags}", bytes([flags]) + spawn(flags) + b"".join(GOES_ON[:3])
    extra = spawn(8, b"\x03" + struct.pack(">Q", 5), b"\x04")
    yield "spawn-extra", b"\x03" + extra + frame(4, b"\x03hello") + frame(10, b"")
    for op in (4, 5, 6, 9):  # ATTACH, WAIT, SIGNAL, RELEASE of what was just started, whatever its id
        rest = {4: struct.pack(">QB", 0, 1), 6: struct.pack(">IB", 9, 0)}.get(op, b"")
        after = frame(2, bytes([op]) + struct.pack(">Q", 1) + rest, 2)
        yield f"spawn-then-{op}", b"\x01" + spawn(8) + after
    yield "connect", b"\x03" + frame(2, b"\x20" + struct.pack(">H", 7)) + b"".join(GOES_ON)


def main(kind, directory, paths):
    directory.mkdir(parents=True, exist_ok=True)
    seeds = connections(paths) if kind == "connection" else ((name, data) for name, _, data in golden(paths))
    for name, data in seeds:
        (directory / name).write_bytes(data)
    directory.touch()


main(sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:])
