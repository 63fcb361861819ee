"""Drives language servers with the official Python SDK; see ../README.md for the output."""

import daytona as sdk

from harness import check, finish, refused

sandbox = sdk.Daytona().create()
LANGUAGE = sdk.LspLanguageId


def write(path, text):
    sandbox.fs.upload_file(text.encode(), path)


def names(symbols):
    return sorted(symbol.name for symbol in symbols)


try:
    sandbox.process.exec("mkdir -p py/deep ts")
    write("py/a.py", "import os\n\nclass Greeter:\n    def greet(self, name):\n        return name\n\nos.pa\n")
    write("py/deep/b.py", "def greet_all():\n    pass\n")
    write("ts/a.ts", "export class Greeter {\n  /** Says *hello*. */\n  greet(name: string) {}\n}\nnew Greeter().\n")
    lsp = sandbox.create_lsp_server(LANGUAGE.PYTHON, "py")

    @check("a server that was not started says so")
    def _():
        error = refused(400, lambda: lsp.document_symbols("py/a.py"))
        assert "start" in str(error), error

    @check("starting twice is fine")
    def _():
        lsp.start()
        lsp.start()

    @check("symbols of a project are found as soon as it is started")
    def _():
        assert names(lsp.sandbox_symbols("greet")) == ["Greeter", "greet", "greet_all"]
        assert names(lsp.workspace_symbols("greet_")) == ["greet_all"]

    @check("symbols of a document have places")
    def _():
        lsp.did_open("py/a.py")
        symbols = lsp.document_symbols("py/a.py")
        greeter = next(symbol for symbol in symbols if symbol.name == "Greeter")
        assert greeter.kind == 5
        assert greeter.location.uri == "file:///home/daytona/py/a.py"
        assert (greeter.location.range.start.line, greeter.location.range.end.line) == (2, 4)

    @check("Python is completed, and what was changed since is seen")
    def _():
        def labels(line, character):
            found = lsp.completions("py/a.py", sdk.LspCompletionPosition(line=line, character=character))
            assert found.is_incomplete in (True, False)
            return [item.label for item in found.items]

        assert "path" in labels(6, 5)
        write("py/a.py", "from pathlib import Path\nPath().joinp\n")
        assert "joinpath" in labels(1, 12)
        lsp.did_close("py/a.py")

    @check("TypeScript is completed without a project file")
    def _():
        typescript = sandbox.create_lsp_server(LANGUAGE.TYPESCRIPT, "/home/daytona/ts")
        typescript.start()
        typescript.did_open("/home/daytona/ts/a.ts")
        found = typescript.completions("/home/daytona/ts/a.ts", sdk.LspCompletionPosition(line=4, character=14))
        assert [item.label for item in found.items] == ["greet"]
        typescript.stop()

    @check("a server ends with its sandbox and when it is stopped")
    def _():
        lsp.stop()
        refused(400, lambda: lsp.sandbox_symbols("greet"))
        lsp.start()
        sandbox.stop()
        sandbox.start()
        refused(400, lambda: lsp.sandbox_symbols("greet"))
        lsp.start()
        assert names(lsp.sandbox_symbols("greet_")) == ["greet_all"]

finally:
    sandbox.delete()
finish()
