"""Writes the golden frames (README.md) beside this file; `--check` compares them instead."""

import pathlib
import struct
import sys

FRAMES = "HELLO REQUEST STARTED DATA EOF CREDIT GAP DONE ERROR CANCEL".split()
OPS = dict(PING=1, STATS=2, SPAWN=3, ATTACH=4, WAIT=5, SIGNAL=6, RESIZE=7, PROCESSES=8, RELEASE=9, LEASE=10, LIMITS=11, ENV=12,
           READ=16, WRITE=17, STAT=18, LIST=19, MKDIR=20, REMOVE=21, RENAME=22, CHMOD=23, CHOWN=24, REALPATH=25, USER=26, FIND=27,
           CONNECT=32, PORTS=33)
HERE = pathlib.Path(__file__).parent
files = {}


def quote(data):
    return '"' + "".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\x{b:02x}" for b in data) + '"'


class Case:
    """Fields are added in wire order: each puts its bytes and its line."""

    def __init__(self, name, about, frame, channel=7, op=None, valid=True):
        self.name, self.about, self.frame, self.channel, self.valid = name, about, frame, channel, valid
        self.guest = frame in ("STARTED", "GAP", "DONE", "ERROR") or name.startswith("guest-")
        self.payload, self.lines = b"", []
        if op is not None:
            self.lines.append(f"op: {op}")
            if frame == "REQUEST":
                self.payload = bytes([OPS[op]])

    def int(self, code, **values):
        for key, value in values.items():
            self.payload += struct.pack(">" + code, value)
            self.lines.append(f"{key}: {value}")
        return self

    def raw(self, key, data):
        self.payload += data
        self.lines.append(f"{key}: {quote(data)}")
        return self

    def bytes(self, **values):
        for key, value in values.items():
            value = value.encode() if isinstance(value, str) else value
            self.payload += struct.pack(">I", len(value))
            self.raw(key, value)
        return self

    def list(self, key, values):
        self.payload += struct.pack(">I", len(values))
        for value in values:
            self.bytes(**{key: value})
        return self

    def exit(self, state, value, log_end):
        return self.int("B", exit_state=state).int("I", exit_value=value).int("Q", exit_log_end=log_end)

    def stat(self, type, mode, uid, gid, size, seconds, nanoseconds, inode, links, owner, group, target=b""):
        self.int("B", stat_type=type).int("I", stat_mode=mode, stat_uid=uid, stat_gid=gid).int("Q", stat_size=size)
        self.int("q", stat_mtime_seconds=seconds).int("I", stat_mtime_nanoseconds=nanoseconds).int("Q", stat_inode=inode)
        return self.int("I", stat_links=links).bytes(stat_owner=owner, stat_group=group, stat_link_target=target)

    def save(self):
        frame = struct.pack(">II", (FRAMES.index(self.frame) + 1) << 24 | len(self.payload), self.channel) + self.payload
        lines = [f"about: {self.about}", f"direction: {'guest-to-host' if self.guest else 'host-to-guest'}",
                 f"valid: {'yes' if self.valid else 'no'}", f"hex: {frame.hex()}", f"frame: {self.frame}", f"channel: {self.channel}"]
        files[self.name + ".txt"] = "\n".join(lines + (self.lines if self.valid else [])) + "\n"


def request(op, about, suffix=""):
    return Case(f"request-{op.lower()}{suffix}", about, "REQUEST", op=op)


def done(op, about="its answer", suffix=""):
    return Case(f"done-{op.lower()}{suffix}", about, "DONE", op=op)


FILE = dict(type=1, mode=0o644, uid=1000, gid=1000, size=12, seconds=1795485519, nanoseconds=580251247, inode=9876543210, links=1,
            owner="daytona", group="daytona")
LINK = dict(type=3, mode=0o777, uid=0, gid=0, size=5, seconds=-1, nanoseconds=999999999, inode=2, links=1, owner="root", group="4711",
            target=b"a\xffb\"\\")
MAX64 = 2**64 - 1

# Every type of frame.
hello = lambda name, about, **kw: Case(name, about, "HELLO", channel=0, **kw).int("I", magic=0x53425247).int("H", version=1)
hello("host-hello", "the host's first frame").save()
hello("guest-hello", "the guest's first frame").raw("boot_id", bytes(range(240, 256))).bytes(guest_version="0.1.0", architecture="x86_64").save()
Case("host-data", "input for stdin", "DATA").int("B", stream=0).raw("data", b"print(1)\n").save()
Case("guest-data", "output, not text, on the highest channel", "DATA", channel=2**32 - 1).int("B", stream=2).raw("data", bytes([0, 10, 127, 128, 255])).save()
Case("guest-data-empty", "no bytes at all", "DATA").int("B", stream=1).raw("data", b"").save()
Case("host-eof", "nothing more for stdin", "EOF").int("B", stream=0).save()
Case("guest-eof", "the end of a file", "EOF").int("B", stream=1).save()
Case("host-credit", "the host takes 65,536 bytes more", "CREDIT").int("I", bytes=65536).save()
Case("guest-credit", "the most that one frame can grant", "CREDIT").int("I", bytes=2**31 - 1).save()
Case("gap", "five billion bytes of the log are gone", "GAP").int("B", stream=1).int("Q", bytes=5_000_000_000).save()
Case("error", "a missing file", "ERROR").int("I", errno=2).bytes(what="path", message="open /home/daytona/x: No such file or directory").save()
Case("cancel", "the host has lost interest", "CANCEL").save()

# Processes.
request("PING", "nothing but the operation").save()
done("PING").int("Q", uptime_ms=1234567).save()
request("STATS", "nothing but the operation").save()
done("STATS").int("I", cpus=2).int("Q", cpu_used_us=1_500_000, memory_total=2**31, memory_used=10**8, memory_cache=10**7, disk_total=10**10,
                                  disk_used=10**9, disk_free=9 * 10**9).int("I", processes=17).save()


def spawn(about, suffix, flags, rows, columns, log_cap, label, user, cwd, argv, env, inputs, outputs):
    case = request("SPAWN", about, suffix).int("H", flags=flags, rows=rows, columns=columns).int("Q", log_cap=log_cap)
    case.bytes(label=label, user=user, cwd=cwd).list("argv", argv).list("env", env)
    case.payload += struct.pack(">I", len(inputs))
    for fd, length in inputs:
        case.int("B", input_fd=fd).int("Q", input_length=length)
    case.payload += struct.pack(">I", len(outputs))
    for fd in outputs:
        case.int("B", output=fd)
    case.bytes(fork_server="").save()


spawn("every field in use", "", 15, 24, 80, 1048576, b"session/\x00\xc3\xa9", "daytona", "/home/daytona", ["python3", "-c", b"print('\xc3\xa9')"],
      ["A=1", "EMPTY=", "REMOVED"], [(3, 0), (63, 67108864)], [4, 9])
spawn("the least that is allowed", "-least", 0, 0, 0, 268435456, "", "", "", ["true"], [], [], [])
Case("started-spawn", "the process's id", "STARTED", op="SPAWN").int("Q", id=42).save()
done("SPAWN", "exited with code 3").exit(1, 3, 4096).save()
done("SPAWN", "killed by SIGKILL", "-killed").exit(2, 9, 0).save()
request("ATTACH", "from the middle, to the end").int("Q", id=42, offset=1000).int("B", follow=1).save()
Case("started-attach", "the log begins at 512", "STARTED", op="ATTACH").int("Q", oldest_offset=512).save()
done("ATTACH", "it still runs").exit(0, 0, 2048).save()
request("WAIT", "for the end of a process").int("Q", id=42).save()
done("WAIT").exit(1, 255, 2**40).save()
request("SIGNAL", "SIGKILL to the whole tree").int("Q", id=42).int("I", signal=9).int("B", scope=0).save()
request("SIGNAL", "SIGINT to the foreground group", "-foreground").int("Q", id=42).int("I", signal=2).int("B", scope=2).save()
done("SIGNAL", "no field").save()
request("RESIZE", "a larger terminal").int("Q", id=42).int("H", rows=50, columns=200).save()
done("RESIZE", "no field").save()
request("PROCESSES", "nothing but the operation").save()
case = Case("guest-data-processes", "two process records", "DATA", op="PROCESSES").int("B", stream=1)
for id, pid, flags, live, state, value, end, started, oldest, now, label, program in [
        (42, 17, 9, 3, 0, 0, 2048, 1795485519123, 0, 2048, "session", "python3"), (43, 99, 8, 1, 1, 2, 10, -1, 5, 20, b"\x00", b"/bin/\xff")]:
    case.int("Q", id=id).int("I", pid=pid).int("H", flags=flags).int("I", live=live).exit(state, value, end).int("q", started=started)
    case.int("Q", oldest_offset=oldest, log_end_now=now).bytes(label=label, program=program)
case.save()
done("PROCESSES").int("Q", count=2).save()
request("RELEASE", "a kept process").int("Q", id=42).save()
done("RELEASE", "no field").save()
request("LIMITS", "reached while a process ran").int("Q", id=42).save()
done("LIMITS", "memory and processes").int("B", limits=3).save()
request("ENV", "one is removed, one is set, and before that all go whose value begins so").list("change", ["GONE", "A=b=c"]).bytes(prefix="dtn_secret_").save()
done("ENV", "no field").save()
request("LEASE", "one hour without a host").int("Q", seconds=3600).save()
done("LEASE", "no field").save()

# Files.
request("READ", "a whole file").bytes(user="daytona", path="notes/\u00e9.txt").int("Q", offset=0, length=MAX64).int("B", flags=0).save()
request("READ", "a part of a device", "-special").bytes(user="", path="/dev/zero").int("Q", offset=5, length=10).int("B", flags=1).save()
Case("started-read", "the file's stat record", "STARTED", op="READ").stat(**FILE).save()
done("READ").int("Q", bytes=12).save()
request("WRITE", "all flags").bytes(user="daytona", path="a/b").int("I", flags=31, mode=0o640).int("Q", offset=4096).save()
Case("started-write", "no field", "STARTED", op="WRITE").save()
done("WRITE").int("Q", bytes=12).stat(**FILE).save()
request("STAT", "of a link itself").bytes(user="1000:1000", path="/etc/localtime").int("B", follow=0).save()
done("STAT", "a symbolic link with odd bytes in its target").stat(**LINK).save()
request("LIST", "two levels").bytes(user="daytona", path="/home/daytona").int("I", depth=2).int("Q", most=1000).save()
Case("guest-data-list", "two entries", "DATA", op="LIST").int("B", stream=1).bytes(path="dir/file").stat(**FILE).bytes(path=b"\xfe").stat(**LINK).save()
done("LIST").int("Q", count=2).int("B", cut=1).save()
request("MKDIR", "with its parents").bytes(user="daytona", path="a/b/c").int("I", mode=0o755).int("B", flags=1).save()
done("MKDIR", "no field").save()
request("REMOVE", "a whole tree").bytes(user="daytona", path="a").int("B", flags=1).save()
done("REMOVE", "no field").save()
request("RENAME", "over an existing file").bytes(user="daytona", **{"from": "a", "to": "b"}).int("B", flags=1).save()
done("RENAME", "no field").save()
request("CHMOD", "with a set-id bit").bytes(user="", path="/usr/local/bin/x").int("I", mode=0o4755).save()
done("CHMOD", "no field").save()
request("CHOWN", "the group only").bytes(user="", path="/srv", owner="", group="daytona").save()
done("CHOWN", "no field").save()
request("REALPATH", "of the home").bytes(user="daytona", path=".").save()
done("REALPATH").bytes(path="/home/daytona").save()
request("USER", "by name").bytes(user="daytona").save()
done("USER").int("I", uid=1000, gid=1000).bytes(name="daytona", home="/home/daytona", shell="/bin/bash").save()
request("FIND", "bytes that are no text").bytes(user="daytona", path="src", needle=b"\xff\x00").int("Q", most=1000).save()
case = Case("guest-data-find", "two lines", "DATA", op="FIND").int("B", stream=1).bytes(path="a/\u00e9").int("Q", line=1).bytes(content=b"x\xff\x00")
case.bytes(path=".").int("Q", line=2**40).bytes(content="").save()
done("FIND").int("Q", count=2).int("B", cut=0).save()

# Ports.
request("CONNECT", "a web server").int("H", port=8080).save()
Case("started-connect", "no field", "STARTED", op="CONNECT").save()
done("CONNECT", "no field").save()
request("PORTS", "nothing but the operation").save()
Case("guest-data-ports", "two ports", "DATA", op="PORTS").int("B", stream=1).int("H", port=22).int("H", port=8080).save()
done("PORTS").int("Q", count=2).save()


# What a receiver refuses.
def refused(name, about, frame, payload, channel=7, guest=False):
    case = Case(name, about, frame, channel=channel, valid=False)
    case.payload, case.guest = payload, guest
    case.save()


text = lambda value: struct.pack(">I", len(value)) + value
refused("refused-request-trailing", "a byte after the last field", "REQUEST", bytes([OPS["PING"], 0]))
refused("refused-request-short", "a path longer than its payload", "REQUEST", bytes([OPS["REALPATH"]]) + text(b"") + struct.pack(">I", 9) + b"/etc")
refused("refused-request-nul", "a NUL in a path", "REQUEST", bytes([OPS["REALPATH"]]) + text(b"") + text(b"/a\0b"))
refused("refused-request-unknown", "an operation that does not exist", "REQUEST", bytes([99]))
refused("refused-request-scope", "a scope that does not exist", "REQUEST", bytes([OPS["SIGNAL"]]) + struct.pack(">QIB", 1, 9, 3))
refused("refused-hello-magic", "another protocol", "HELLO", b"SBRX\0\1", channel=0)
refused("refused-hello-version", "a version that does not exist", "HELLO", b"SBRG\0\2", channel=0)
refused("refused-guest-hello-short", "a boot id that is cut off", "HELLO", b"SBRG\0\1" + bytes(15), channel=0, guest=True)
refused("refused-guest-error-short", "an error whose message is cut off", "ERROR", struct.pack(">I", 2) + text(b"path") + struct.pack(">I", 100) + b"x", guest=True)
refused("refused-guest-done-long", "an exit record with a byte too many", "DONE", struct.pack(">BIQ", 1, 0, 0) + b"\0", guest=True)
refused("refused-guest-gap-short", "a gap of seven bytes", "GAP", b"\1" + bytes(7), guest=True)

if sys.argv[1:] == ["--check"]:
    found = {path.name: path.read_text() for path in HERE.glob("*.txt")}
    wrong = sorted(name for name in files.keys() | found.keys() if files.get(name) != found.get(name))
    sys.exit(f"golden: not as generate.py writes them: {' '.join(wrong)}; run it" if wrong else 0)
for path in HERE.glob("*.txt"):
    path.unlink()
for name, content in files.items():
    (HERE / name).write_text(content)
