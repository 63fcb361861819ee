"""One line a case; see ../README.md."""

import textwrap
import traceback

done = 0


def check(name):
    def run(body):
        global done
        done += 1
        try:
            body()
            print(f"ok {name}", flush=True)
        except BaseException:
            print(f"not ok {name}\n{textwrap.indent(traceback.format_exc(), '    ')}", flush=True)

    return run


def refused(status, call):
    try:
        call()
    except Exception as error:
        assert getattr(error, "status_code", None) == status, repr(error)
        return error
    raise AssertionError(f"expected a {status}")


def finish():
    print(f"done {done}")
