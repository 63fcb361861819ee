"""Drives managed processes with the prerelease Python SDK, see ../README.md for the output. Its control plane is another, so
the sandbox is created by hand and its toolbox is given to the SDK."""

import asyncio
import base64
import os

import httpx
from daytona.v2 import AsyncSandbox
from daytona.v2.errors import DaytonaError
from harness import check, finish

api = httpx.Client(
    base_url=os.environ["DAYTONA_API_URL"],
    headers={"Authorization": f"Bearer {os.environ['DAYTONA_API_KEY']}"},
    timeout=120,
)
created = api.post("sandbox", json={}).raise_for_status().json()
sandbox = AsyncSandbox.from_api(
    {"id": created["id"], "status": "started"},
    None,
    None,
    toolbox_url=f"{created['toolboxProxyUrl']}/{created['id']}",
    toolbox_token=os.environ["DAYTONA_API_KEY"],
)
loop = asyncio.new_event_loop()


def async_check(name):
    return lambda body: check(name)(lambda: loop.run_until_complete(body(sandbox.process)))


async def refused(code, call):
    try:
        await call
    except DaytonaError as error:
        assert error.code == code, repr(error)
        return error
    raise AssertionError(f"expected {code}")


async def followed(handle, **settings):
    return [frame async for frame in handle.stream_logs(**settings)]


async def until(handle, text):
    """The first frame that has it."""
    async for frame in handle.stream_logs():
        if text in frame.data:
            return frame
    raise AssertionError(f"{text} was never there")


def text(frames, *channels):
    return "".join(frame.data for frame in frames if frame.channel in channels)


try:

    @async_check("run collects both streams and the exit code")
    async def _(process):
        result = await process.run("echo out; echo error >&2; exit 3")
        assert (result.stdout, result.stderr, result.exit_code, result.reason) == ("out\n", "error\n", 3, "exited"), result

    @async_check("run takes argv, cwd, env, user, shell and login")
    async def _(process):
        result = await process.run(argv=["sh", "-c", 'pwd; echo "$A $1"', "x", "a b"], cwd="/tmp", env={"A": "1"})
        assert result.stdout == "/tmp\n1 a b\n", result
        result = await process.run("id -un; echo $0; shopt login_shell", user="root", shell="bash", login=True)
        assert result.stdout == "root\nbash\nlogin_shell    \ton\n", result

    @async_check("run collects more than a page")
    async def _(process):
        result = await process.run("seq 1000000")
        assert result.stdout.count("\n") == 1000000 and result.stdout.endswith("1000000\n"), len(result.stdout)

    @async_check("run stops waiting and the process runs on")
    async def _(process):
        result = await process.run("echo so far; sleep 1000", timeout=1, name="waited-for")
        assert (result.reason, result.exit_code) == ("timed_out", None), result
        assert (await process.get("waited-for")).state == "running"
        handle = process.connect(result.process_id)
        await until(handle, "so far")
        await handle.delete()

    @async_check("an execution timeout kills the process and all that it has started")
    async def _(process):
        result = await process.run("setsid sleep 4321 & sleep 4321; echo never", execution_timeout=1)
        assert (result.reason, result.signal, result.stdout) == ("timed_out", "KILL", ""), result
        assert (await process.get(result.process_id)).execution_timeout == 1
        gone = "for i in $(seq 300); do pgrep -fx 'sleep 4321' || exit 0; sleep 0.1; done; exit 1"
        assert (await process.run(gone)).exit_code == 0

    @async_check("start answers at once, wait tells the end")
    async def _(process):
        handle = await process.start("read x; exit 7", stdin="open", keep_logs="until_cleanup")
        assert (await handle.wait(timeout=0.01)).reason == "timed_out"
        await handle.stdin("\n")
        end = await handle.wait()
        assert (end.reason, end.exit_code) == ("exited", 7), end
        info = await handle.get()
        assert (info.state, info.kind, info.exit_code, info.keep_logs) == ("terminal", "exec", 7, "until_cleanup"), info

    @async_check("a handle is found again by id, by name and from JSON")
    async def _(process):
        handle = await process.start(argv=["sleep", "1000"], name="named")
        assert handle.to_json() == {"sandboxId": sandbox.id, "processId": handle.id, "kind": "exec"}
        assert handle.ref().process_id == handle.id
        for again in (process.connect(handle.id), process.connect(handle.to_json()), process.connect("named")):
            assert (await again.get()).id == handle.id
        assert (await type(handle).from_json(handle.to_json()).bind(sandbox._toolbox).get()).argv == ["sleep", "1000"]
        await refused("CONFLICT", process.start("true", name="named"))
        await handle.delete()
        await refused("PROCESS_NOT_FOUND", handle.get())

    @async_check("list filters")
    async def _(process):
        handle = await process.start("sleep 1000", name="listed")
        info = await handle.get()
        for filters in ({"name": "listed"}, {"pid": info.pid}, {"name": "listed", "state": "running", "kind": "exec"}):
            assert [found.id for found in (await process.list(**filters)).items] == [handle.id], filters
        assert not (await process.list(name="listed", state="terminal")).items
        assert not (await process.list(name="listed", kind="pty")).items
        assert handle.id in [found.id for found in (await process.list()).items]
        await handle.delete()

    @async_check("logs come in pages, from a cursor, as text and as bytes")
    async def _(process):
        handle = await process.start("echo one; echo two >&2; printf '\\377'")
        await handle.wait()
        page = await handle.logs(limit=1)
        rest = await handle.logs(cursor=page.next_cursor)
        frames = page.items + rest.items
        assert len(page.items) == 1 and text(frames, "stdout") == "one\n\ufffd" and text(frames, "stderr") == "two\n", frames
        pieces = (await handle.logs(encoding="base64")).items
        assert b"".join(base64.b64decode(piece.data) for piece in pieces if piece.channel == "stdout") == b"one\n\xff", pieces
        await refused("INVALID_CURSOR", handle.logs(cursor="nonsense"))

    @async_check("logs are followed while they are written, and from a cursor")
    async def _(process):
        handle = await process.start("echo one; read x; echo two; read x; echo three >&2", stdin="open")
        first = await until(handle, "one")
        await handle.stdin("\n")
        second = await until(handle, "two")
        following = asyncio.ensure_future(followed(handle, cursor=first.cursor))
        await handle.stdin("\n")
        frames = await following
        assert (text(frames, "stdout"), text(frames, "stderr")) == ("two\n", "three\n"), frames
        assert text(await followed(handle, cursor=second.cursor), "stdout", "stderr") == "three\n"
        assert text(await followed(handle), "stdout", "stderr") == "one\ntwo\nthree\n"

    @async_check("following an end that is long over, and what is not there")
    async def _(process):
        handle = await process.start("head -c 3000000 /dev/zero | tr '\\0' x")
        await handle.wait()
        assert len(text(await followed(handle), "stdout")) == 3000000
        await handle.delete()
        await refused("PROCESS_NOT_FOUND", followed(handle))

    @async_check("stdin takes text, bytes and its end")
    async def _(process):
        handle = await process.start("cat", stdin="open")
        await handle.stdin("text\n")
        await handle.stdin(b"\xc3\xa4\n")
        await handle.stdin_eof()
        assert (await handle.wait()).exit_code == 0
        assert text((await handle.logs()).items, "stdout") == "text\nä\n"
        await refused("PROCESS_TERMINAL", handle.stdin("late"))
        deaf = await process.start("sleep 1000")
        await refused("STDIN_UNAVAILABLE", deaf.stdin("x"))
        await deaf.delete()

    @async_check("kill sends a signal, and another if the first is ignored")
    async def _(process):
        handle = await process.start("sleep 1000")
        await handle.kill()
        assert (await handle.wait()).signal == "TERM"
        await refused("PROCESS_TERMINAL", handle.kill())
        stubborn = await process.start("trap '' TERM; echo up; while :; do sleep 0.1; done")
        await until(stubborn, "up")
        await stubborn.kill(escalate_after=0.5)
        end = await stubborn.wait()
        assert (end.reason, end.signal) == ("signaled", "KILL"), end
        asked = await process.start("trap 'echo int; exit 5' INT; echo up; while :; do sleep 0.1; done")
        await until(asked, "up")
        await asked.kill(signal="INT", escalate_after=60)
        assert (await asked.wait()).exit_code == 5

    @async_check("a terminal is typed at, resized, listed and deleted")
    async def _(process):
        pty = sandbox.pty
        handle = await pty.start(cols=100, rows=30, name="term", env={"PS1": "$ "})
        assert handle.kind == "pty"
        await handle.stdin("stty -echo; stty size\n")
        await until(handle, "30 100")
        await handle.resize(120, 40)
        await handle.stdin("stty size; echo $TERM\n")
        await until(handle, "40 120")
        info = await pty.connect(handle.id).get()
        assert (info.terminal.cols, info.terminal.rows, info.stdin) == (120, 40, "open"), info
        assert [found.id for found in (await pty.list()).items] == [handle.id]
        await pty.delete(handle.id)
        assert not (await pty.list()).items
        other = await pty.start("echo $((6 * 7))")
        assert (await other.wait()).exit_code == 0
        assert text((await other.logs()).items, "pty") == "42\r\n"

    @async_check("what cannot be started says why")
    async def _(process):
        await refused("PROCESS_START_FAILED", process.start(argv=["/no/such/program"]))
        await refused("PROCESS_START_FAILED", process.start("true", cwd="/no/such/directory"))
        await refused("PROCESS_START_FAILED", process.start("true", user="nobody-there"))
        await refused("PROCESS_START_FAILED", process.start("true", shell="no-such-shell"))

    @async_check("sessions are refused by name")
    async def _(process):
        await refused("UNSUPPORTED_OPERATION", process.create_session())
        session = process.connect_session("s")
        await refused("UNSUPPORTED_OPERATION", session.run("true"))
        await refused("UNSUPPORTED_OPERATION", session.start("true"))
        await refused("PROCESS_NOT_FOUND", session.get())
        await refused("PROCESS_NOT_FOUND", session.delete())

finally:
    api.delete(f"sandbox/{created['id']}").raise_for_status()
finish()
