"""Drives a server with the official Python SDK, and with Agno's toolkit on top of it; see ../README.md for the output."""

import asyncio
import base64
import os
import secrets
import tempfile
import urllib.error
import urllib.request

from agno.tools.daytona import DaytonaTools
from daytona import (
    CodeRunParams,
    CreateSandboxFromSnapshotParams,
    Daytona,
    DaytonaConfig,
    DaytonaConnectionError,
    DaytonaTimeoutError,
    FileDownloadRequest,
    FileUpload,
    ListSandboxesQuery,
    PtySize,
    SessionExecuteRequest,
)
from harness import check, finish, refused

daytona = Daytona()
mark = secrets.token_hex(4)


def create(**params):
    labels = {"mark": mark, **params.pop("labels", {})}
    return daytona.create(CreateSandboxFromSnapshotParams(labels=labels, **params))


try:
    sandbox = create(name=f"py-{mark}", env_vars={"GREETING": "hello"}, labels={"kind": "main"})

    @check("create answers a started sandbox")
    def _():
        assert sandbox.state == "started", sandbox.state
        assert sandbox.env["GREETING"] == "hello"

    @check("get finds it by id and by name")
    def _():
        assert daytona.get(sandbox.id).id == daytona.get(sandbox.name).id == sandbox.id

    @check("list finds it by label and goes over pages")
    def _():
        assert [s.id for s in daytona.list(ListSandboxesQuery(labels={"mark": mark, "kind": "main"}))] == [sandbox.id]
        others = [create() for _ in range(2)]
        found = {s.id for s in daytona.list(ListSandboxesQuery(labels={"mark": mark}, limit=1))}
        assert found == {sandbox.id, *(s.id for s in others)}
        for other in others:
            daytona.delete(other)

    @check("python code runs with arguments and environment")
    def _():
        code = "import os, sys\nprint(os.environ['A'], os.environ['GREETING'], sys.argv[1:])"
        answer = sandbox.process.code_run(code, CodeRunParams(argv=["x y"], env={"A": "a"}))
        assert (answer.exit_code, answer.result) == (0, "a hello ['x y']\n"), answer

    @check("a failing program tells its exit code and its traceback")
    def _():
        answer = sandbox.process.code_run("def f():\n    return 1 / 0\nf()")
        assert answer.exit_code == 1 and "ZeroDivisionError" in answer.result and "line 2, in f" in answer.result, answer

    @check("figures that Python shows are charts with data and a picture")
    def _():
        answer = sandbox.process.code_run(
            "import matplotlib.pyplot as plt\n"
            "plt.plot([1, 2], [3, 4.5], label='up'); plt.title('Line'); plt.xlabel('x'); plt.show()\n"
            "plt.scatter([1], [2]); plt.show()\n"
            "plt.bar(['a', 'b'], [3, 4], label='g'); plt.show()\n"
            "plt.pie([1, 3], labels=['p', 'q']); plt.show()\n"
            "plt.boxplot([[1, 2, 3, 10]]); plt.show()\n"
            "_, (left, right) = plt.subplots(1, 2); left.plot([1]); right.bar(['a'], [1]); plt.show()\n"
            "print('end')"
        )
        assert (answer.exit_code, answer.result) == (0, "end\n"), answer
        charts = answer.artifacts.charts
        kinds = ["LineChart", "ScatterChart", "BarChart", "PieChart", "BoxAndWhiskerChart", "CompositeChart"]
        assert [type(chart).__name__ for chart in charts] == kinds, charts
        line, scatter, bar, pie, box, composite = charts
        assert (line.title, line.x_label, line.elements[0].points) == ("Line", "x", [[1, 3], [2, 4.5]]), line
        assert scatter.elements[0].points == [[1, 2]]
        assert [(e.label, e.group, e.value) for e in bar.elements] == [("a", "g", "3.0"), ("b", "g", "4.0")]
        assert [(e.label, e.angle) for e in pie.elements] == [("p", 90), ("q", 270)]
        assert (box.elements[0].median, box.elements[0].outliers) == (2.5, [10])
        assert [element.type for element in composite.elements] == ["line", "bar"]
        assert all(base64.b64decode(chart.png).startswith(b"\x89PNG") for chart in charts)

    for language, code in {
        "javascript": "console.log([1, 2, 3].map((x) => x * 2).join())",
        "typescript": "namespace N { export const xs: number[] = [2, 4, 6] }; console.log(N.xs.join())",
    }.items():

        @check(f"{language} code runs, also after get")
        def _():
            other = create(language=language)
            assert other.process.code_run(code).result == "2,4,6\n"
            assert daytona.get(other.id).process.code_run(code).result == "2,4,6\n"
            other.delete()

    @check("a command has its directory, its environment and its exit code")
    def _():
        answer = sandbox.process.exec("pwd; echo $GREETING $EXTRA; exit 42", cwd="/tmp", env={"EXTRA": "you"})
        assert (answer.exit_code, answer.result) == (42, "/tmp\nhello you\n"), answer

    @check("an unknown command is 127 with a message")
    def _():
        answer = sandbox.process.exec("no-such-command")
        assert answer.exit_code == 127 and "no-such-command" in answer.result, answer

    @check("a timeout ends the command and says so")
    def _():
        assert "timeout" in str(refused(408, lambda: sandbox.process.exec("sleep 60", timeout=1))).lower()

    @check("a file goes up and comes down byte for byte")
    def _():
        content = os.urandom(300_000)
        sandbox.fs.upload_file(content, "data/random.bin")
        assert sandbox.fs.download_file("data/random.bin") == content

    @check("many files go up at once and come down at once, a missing one named")
    def _():
        files = {f"bulk/{i}.txt": f"it's {i}".encode() for i in range(5)}
        sandbox.fs.upload_files([FileUpload(source=content, destination=name) for name, content in files.items()])
        names = [*files, "bulk/missing.txt"]
        answers = {a.source: a for a in sandbox.fs.download_files([FileDownloadRequest(source=n) for n in names])}
        for name, content in files.items():
            assert answers[name].result == content, answers[name]
        assert answers["bulk/missing.txt"].error, answers["bulk/missing.txt"]

    @check("folders are made, listed with depth, described and deleted")
    def _():
        sandbox.fs.create_folder("folder/inner", "755")
        sandbox.fs.upload_file(b"x", "folder/inner/file.txt")
        assert [f.name for f in sandbox.fs.list_files("folder/inner")] == ["file.txt"]
        assert len(sandbox.fs.list_files("folder", depth=2)) == 2
        info = sandbox.fs.get_file_info("folder/inner/file.txt")
        assert (info.size, info.is_dir, info.permissions) == (1, False, "0644"), info
        sandbox.fs.delete_file("folder", recursive=True)
        refused(404, lambda: sandbox.fs.get_file_info("folder"))

    @check("text and names are found, replaced and moved")
    def _():
        sandbox.fs.upload_file(b"first\nneedle in a.c\n", "search/a.txt")
        sandbox.fs.upload_file(b"needle\0", "search/binary.txt")
        (match,) = sandbox.fs.find_files("search", "needle in a.c")
        assert (match.file, match.line, match.content) == ("search/a.txt", 2, "needle in a.c"), match
        assert sandbox.fs.search_files("search", "*.txt").files == ["search/a.txt", "search/binary.txt"]
        results = sandbox.fs.replace_in_files(["search/a.txt", "search/none.txt"], "a.c", "$1")
        assert [(r.file, r.success) for r in results] == [("search/a.txt", True), ("search/none.txt", False)], results
        assert sandbox.fs.download_file("search/a.txt") == b"first\nneedle in $1\n"
        sandbox.fs.move_files("search/a.txt", "search/moved.txt")
        refused(404, lambda: sandbox.fs.get_file_info("search/a.txt"))
        refused(409, lambda: sandbox.fs.move_files("search/moved.txt", "search/binary.txt"))

    @check("permissions, owner and group are set")
    def _():
        sandbox.fs.upload_file(b"x", "mode.txt")
        sandbox.fs.set_file_permissions("mode.txt", mode="750", owner="daytona", group="daytona")
        info = sandbox.fs.get_file_info("mode.txt")
        assert (info.permissions, info.owner, info.group) == ("0750", "daytona", "daytona"), info
        refused(400, lambda: sandbox.fs.set_file_permissions("mode.txt", owner="nobody-here"))

    @check("streams and local files go up and come down")
    def _():
        content = os.urandom(2_000_000)
        with tempfile.TemporaryDirectory() as directory:
            up, down = os.path.join(directory, "up"), os.path.join(directory, "down")
            with open(up, "wb") as file:
                file.write(content)
            sandbox.fs.upload_file(up, "stream/local.bin")
            sandbox.fs.download_file("stream/local.bin", down)
            with open(down, "rb") as file:
                assert file.read() == content
            sent = []
            with open(up, "rb") as file:
                sandbox.fs.upload_file_stream(file, "stream/up.bin", on_progress=lambda p: sent.append(p.bytes_sent))
            assert sent[-1] == len(content), sent[-1]
        assert b"".join(sandbox.fs.download_file_stream("stream/up.bin")) == content

    @check("signed URLs need no key, and none outlives the rotation of its key")
    def _():
        form = (
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="any"\r\n\r\nsigned\r\n--b--\r\n'
        )
        head = {"Content-Type": "multipart/form-data; boundary=b"}
        url = sandbox.upload_url("signed/a b+c.txt")
        assert urllib.request.urlopen(urllib.request.Request(url, data=form, headers=head)).status == 200
        url = sandbox.download_url("signed/a b+c.txt", 0)
        assert urllib.request.urlopen(url).read() == b"signed"
        sandbox.rotate_signing_key()
        try:
            urllib.request.urlopen(url)
            raise AssertionError("a rotated key's URL still works")
        except urllib.error.HTTPError as error:
            assert error.code == 401, error
        assert urllib.request.urlopen(sandbox.download_url("signed/a b+c.txt")).read() == b"signed"

    @check("home and working directory")
    def _():
        assert sandbox.get_user_home_dir() == sandbox.get_work_dir() == "/home/daytona"
        assert sandbox.get_user_root_dir() == "/home/daytona"

    @check("variables are set and unset for what starts later")
    def _():
        def said():
            return sandbox.process.exec("echo $ADDED-$GREETING").result

        sandbox.update_env({"ADDED": "yes"})
        assert said() == "yes-hello\n", said()
        sandbox.update_env({}, unset=["ADDED"])
        assert said() == "-hello\n", said()

    @check("metrics are those of the sandbox, not of its host")
    def _():
        metrics = sandbox.get_metrics_latest()
        assert (metrics.cpu_count, metrics.mem_total, metrics.disk_total) == (1, 2**30, 3 * 2**30), metrics
        assert 0 < metrics.mem_used < metrics.mem_total and 0 < metrics.disk_used < metrics.disk_total, metrics

    @check("labels are replaced")
    def _():
        labels = {"mark": mark, "code-toolbox-language": "python", "kind": "changed"}
        assert sandbox.set_labels(labels) == labels
        sandbox.refresh_data()
        assert sandbox.labels == labels

    @check("network settings are given, changed and kept")
    def _():
        listed = create(network_allow_list="192.168.1.0/16,10.0.0.0/24", domain_allow_list="*.example.com")
        assert listed.network_block_all is False
        assert listed.network_allow_list == "192.168.0.0/16,10.0.0.0/24", listed.network_allow_list
        assert listed.domain_allow_list == "*.example.com", listed.domain_allow_list
        assert listed.process.exec("getent ahostsv4 pypi.org || echo none").result == "none\n"
        listed.update_network_settings(network_allow_list="", domain_allow_list="example.com")
        assert (listed.network_allow_list or "", listed.domain_allow_list) == ("", "example.com")
        listed.update_network_settings(network_block_all=True)
        listed.refresh_data()
        assert listed.network_block_all is True and not listed.domain_allow_list
        error = refused(400, lambda: listed.update_network_settings(domain_allow_list="https://example.com"))
        assert "domainAllowList" in str(error), error
        listed.delete()

    @check("stop and start keep the files")
    def _():
        sandbox.fs.upload_file(b"kept", "kept.txt")
        sandbox.stop()
        assert sandbox.state == "stopped", sandbox.state
        sandbox.start()
        assert sandbox.fs.download_file("kept.txt") == b"kept"

    @check("a name that is taken is a conflict")
    def _():
        refused(409, lambda: create(name=sandbox.name))

    @check("an unknown sandbox is not found, a wrong key is refused")
    def _():
        refused(404, lambda: daytona.get("00000000-0000-4000-8000-000000000000"))
        refused(401, lambda: Daytona(DaytonaConfig(api_key="dtn_wrong")).get(sandbox.id))

    @check("a session keeps its directory and variables, and tells its streams apart")
    def _():
        process = sandbox.process
        process.create_session("work")
        refused(409, lambda: process.create_session("work"))
        process.execute_session_command("work", SessionExecuteRequest(command="cd /tmp && export A=1"))
        answer = process.execute_session_command("work", SessionExecuteRequest(command="echo $A in $PWD; echo no >&2; (exit 3)"))
        assert (answer.stdout, answer.stderr, answer.exit_code) == ("1 in /tmp\n", "no\n", 3), answer
        assert process.get_session_command("work", answer.cmd_id).exit_code == 3
        assert process.get_session_command_logs("work", answer.cmd_id).stdout == "1 in /tmp\n"
        assert len(process.get_session("work").commands) == 2
        assert [session.session_id for session in process.list_sessions()] == ["work"]
        process.delete_session("work")
        refused(404, lambda: process.get_session("work"))

    @check("an asynchronous command takes input, and its log is followed to its end")
    def _():
        process = sandbox.process
        process.create_session("talk")
        command = process.execute_session_command(
            "talk", SessionExecuteRequest(command="read a; echo got $a; echo oh >&2", run_async=True)
        )
        process.send_session_command_input("talk", command.cmd_id, "seven")
        out, error = [], []
        asyncio.run(process.get_session_command_logs_async("talk", command.cmd_id, out.append, error.append))
        assert "".join(out) == "seven\ngot seven\n" and "".join(error) == "oh\n", (out, error)
        process.delete_session("talk")

    @check("the entrypoint session is there")
    def _():
        assert sandbox.process.get_entrypoint_session().session_id == "entrypoint"
        assert sandbox.process.get_entrypoint_logs().output == ""

    @check("a terminal runs a shell, changes its size and tells its exit code")
    def _():
        process = sandbox.process
        terminal = process.create_pty_session("term", cwd="/tmp", envs={"A": "1"}, pty_size=PtySize(rows=30, cols=100))
        assert process.get_pty_session_info("term").cols == 100
        assert terminal.resize(PtySize(rows=20, cols=90)).rows == 20
        assert [info.id for info in process.list_pty_sessions()] == ["term"]
        terminal.send_input("stty size; echo $A in $PWD; exit 7\n")
        seen = bytearray()
        result = terminal.wait(on_data=seen.extend, timeout=20)
        assert result.exit_code == 7, result
        assert b"20 90" in seen and b"1 in /tmp" in seen, seen
        refused(404, lambda: process.get_pty_session_info("term"))

    @check("a second client sees the terminal too, and a killed one says so")
    def _():
        process = sandbox.process
        first = process.create_pty_session("two")
        second = process.connect_pty_session("two")
        first.send_input("echo from-$((1))\n")
        seen = bytearray()
        for data in second:
            seen.extend(data)
            if b"from-1" in seen:
                break
        first.kill()
        assert first.wait(timeout=20).exit_code == 137
        second.disconnect()

    @check("a terminal is resized and killed by its name")
    def _():
        process = sandbox.process
        terminal = process.create_pty_session("named")
        terminal.wait_for_connection()
        assert terminal.is_connected() and terminal.session_id == "named"
        assert process.resize_pty_session("named", PtySize(rows=20, cols=70)).cols == 70
        process.kill_pty_session("named")
        assert terminal.wait(timeout=20).exit_code == 137
        assert terminal.exit_code == 137 and terminal.error, terminal.error

    @check("the interpreter keeps its state, streams, and tells errors as a notebook does")
    def _():
        interpreter = sandbox.code_interpreter
        out, error, failed = [], [], []
        answer = interpreter.run_code(
            "import sys, os\nx = 41\nprint('out', os.environ['A'])\nprint('err', file=sys.stderr)",
            on_stdout=lambda message: out.append(message.output),
            on_stderr=lambda message: error.append(message.output),
            envs={"A": "1"},
        )
        assert answer.stdout == "".join(out) == "out 1\n" and answer.stderr == "".join(error) == "err\n", answer
        assert answer.error is None and interpreter.run_code("print(x + 1)").stdout == "42\n"
        answer = interpreter.run_code("def f():\n    return 1 / 0\nf()", on_error=failed.append)
        assert answer.error.name == failed[0].name == "ZeroDivisionError" and answer.error.value == "division by zero", answer
        assert "line 2, in f" in answer.error.traceback and "driver" not in answer.error.traceback, answer

    @check("contexts of the interpreter are isolated, listed and deleted")
    def _():
        interpreter = sandbox.code_interpreter
        context = interpreter.create_context(cwd="/tmp")
        assert (context.cwd, context.language, context.active) == ("/tmp", "python", True), context
        interpreter.run_code("import os; y = os.getcwd()", context=context)
        assert interpreter.run_code("print(y)", context=context).stdout == "/tmp\n"
        assert interpreter.run_code("print(y)").error.name == "NameError"
        assert [listed.id for listed in interpreter.list_contexts()] == [context.id]
        interpreter.delete_context(context)
        assert interpreter.list_contexts() == []
        refused(404, lambda: interpreter.delete_context(context))
        try:
            interpreter.run_code("1", context=context)
        except DaytonaConnectionError as unknown:
            assert f"context not found: {context.id}" in str(unknown), unknown
        else:
            raise AssertionError("a deleted context ran code")

    @check("a timeout of the interpreter is one, and the state is kept")
    def _():
        interpreter = sandbox.code_interpreter
        interpreter.run_code("kept = 'kept'")
        try:
            interpreter.run_code("while True: pass", timeout=1)
        except DaytonaTimeoutError:
            pass
        else:
            raise AssertionError("no timeout")
        assert interpreter.run_code("print(kept)").stdout == "kept\n"

    @check("an interpreter that dies says so and is there again")
    def _():
        interpreter = sandbox.code_interpreter
        answer = interpreter.run_code("import os; os._exit(7)")
        assert answer.error.name == "ContextDied" and "exit code 7" in answer.error.value, answer
        assert interpreter.run_code("print('back')").stdout == "back\n"

    @check("Agno's DaytonaTools runs code, a command and a file")
    def _():
        class Team:  # what the toolkit needs of an agent
            session_state = {}

        tools = DaytonaTools(sandbox_labels={"mark": mark})
        agent = Team()
        try:
            assert "45" in tools.run_code(agent, "print(sum(range(10)))")
            assert "hi" in tools.run_shell_command(agent, "echo hi")
            assert "created" in tools.create_file(agent, "note.txt", "a note")
            assert "a note" in tools.read_file(agent, "note.txt")
        finally:
            daytona.get(agent.session_state["sandbox_id"]).delete()

    @check("delete removes it")
    def _():
        sandbox.delete()
        refused(404, lambda: daytona.get(sandbox.id))
finally:
    for left in daytona.list(ListSandboxesQuery(labels={"mark": mark})):
        left.delete()
finish()
