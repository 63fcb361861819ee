"""Drives the Git calls with the official Python SDK, against Git's own HTTP and SSH servers in the sandbox; see ../README.md for the output."""

import hashlib
import pathlib
import secrets
import threading

import daytona as sdk
from daytona import Daytona, SessionExecuteRequest
from harness import check, finish

password = f"t0ken-{secrets.token_hex(12)}"
base = "http://127.0.0.1:8765"
url = f"{base}/app.git"
client = Daytona()
sandbox = client.create()
git, process, fs = sandbox.git, sandbox.process, sandbox.fs


def sh(command):
    answer = process.exec(command)
    assert answer.exit_code == 0, answer.result
    return answer.result


def write(path, text):
    fs.upload_file(text.encode(), path)


def commit(path, file):
    write(f"{path}/{file}", f"{file}\n")
    git.add(path, ["."])
    return git.commit(path, f"add {file}", "Ann", "ann@example.com").sha


def refused(kind, call, *words):
    try:
        call()
    except Exception as error:
        assert type(error) is kind, repr(error)
        for word in words:
            assert word in str(error), error
        return
    raise AssertionError(f"expected a {kind.__name__}")


# The needle is in a file, so that looking for it does not show it.
def files_with_password():
    return sh("sudo grep -rlF -f /dev/shm/needle /home /root /tmp /var /etc 2>/dev/null || true")


def processes_with_password():
    return sh("sudo grep -laF -f /dev/shm/needle /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null || true")


try:
    write("/dev/shm/needle", password)
    write("git_server.py", (pathlib.Path(__file__).parent.parent / "git_server.py").read_text())
    digest = hashlib.sha256(f"ann:{password}".encode()).hexdigest()
    process.create_session("server")
    process.execute_session_command(
        "server", SessionExecuteRequest(command=f"python3 ~/git_server.py 8765 ~/srv {digest}", run_async=True)
    )
    sh("mkdir -p ~/srv; until (exec 3<>/dev/tcp/127.0.0.1/8765) 2>/dev/null; do sleep .1; done")

    @check("a repository is made, and files are staged, committed and told")
    def _():
        git.init("seed", initial_branch="main")
        write("seed/a.txt", "one\n")
        (file,) = git.status("seed").file_status
        assert (file.name, file.staging.value, file.worktree.value, file.extra) == ("a.txt", "Untracked", "Untracked", ""), file
        first = commit("seed", "b c.txt")
        status = git.status("seed")
        assert (status.current_branch, status.file_status, status.ahead, status.branch_published) == ("main", [], 0, False), status
        refused(sdk.DaytonaConflictError, lambda: git.commit("seed", "m", "Ann", "a@x"), "nothing to commit")
        second = git.commit("seed", "empty\n\nbody", "Bob", "b@x", allow_empty=True).sha
        # The SDK has no method for the history; its generated client has.
        history = git._api_client.get_commit_history(path="seed")
        assert [(c.hash, c.author, c.email, c.message) for c in history] == [
            (second, "Bob", "b@x", "empty\n\nbody"),
            (first, "Ann", "ann@example.com", "add b c.txt"),
        ], history
        sh("git -C seed mv a.txt moved.txt")
        (file,) = git.status("seed").file_status
        assert (file.name, file.staging.value, file.extra) == ("moved.txt", "Renamed", "a.txt"), file
        git.reset("seed", mode="hard")
        refused(sdk.DaytonaGitRepoNotFoundError, lambda: git.status("nowhere"))

    @check("branches are made, listed, checked out and deleted")
    def _():
        git.create_branch("seed", "topic")
        branches = git.branches("seed")
        assert (branches.branches, branches.current) == (["main", "topic"], "topic"), branches
        refused(sdk.DaytonaGitBranchExistsError, lambda: git.create_branch("seed", "main"))
        write("seed/a.txt", "topic\n")
        git.add("seed", ["a.txt"])
        git.commit("seed", "topic", "Ann", "a@x")
        write("seed/a.txt", "dirty\n")
        refused(sdk.DaytonaGitDirtyWorktreeError, lambda: git.checkout_branch("seed", "main"), "a.txt")
        git.restore("seed", ["a.txt"])
        git.checkout_branch("seed", "main")
        git.delete_branch("seed", "topic")
        refused(sdk.DaytonaGitBranchNotFoundError, lambda: git.delete_branch("seed", "topic"))
        refused(sdk.DaytonaGitBranchNotFoundError, lambda: git.checkout_branch("seed", "topic"))

    @check("configuration and remotes are set and told")
    def _():
        git.configure_user("Ann", "ann@example.com")
        assert (git.get_config("user.name"), git.get_config("user.none")) == ("Ann", None)
        git.set_config("core.abbrev", "12", scope="local", path="seed")
        assert git.get_config("core.abbrev", scope="local", path="seed") == "12"
        git.remote_add("seed", "origin", "git@git.example.com:r.git")
        refused(sdk.DaytonaConflictError, lambda: git.remote_add("seed", "origin", "/r"))
        sh("git clone -q --bare seed srv/app.git")
        git.remote_add("seed", "origin", "/home/daytona/srv/app.git", fetch=True, overwrite=True)
        assert [(r.name, r.url) for r in git.remotes("seed").remotes] == [("origin", "/home/daytona/srv/app.git")]
        assert git.remote_get("seed", "none") is None

    @check("a clone needs the right credentials and shows them nowhere")
    def _():
        refused(sdk.DaytonaGitAuthFailedError, lambda: git.clone(url, "no"), "username and password")
        refused(sdk.DaytonaGitRepoNotFoundError, lambda: git.clone(f"{base}/none.git", "no", username="ann", password=password))
        refused(sdk.DaytonaGitBranchNotFoundError, lambda: git.clone(url, "no", branch="none", username="ann", password=password))
        refused(sdk.DaytonaGitTransportFailedError, lambda: git.clone("http://127.0.0.1:1/r", "no"))
        sh("touch srv/hold")
        slow = threading.Thread(target=lambda: git.clone(url, "one", username="ann", password=password))
        slow.start()
        sh("until [ -e srv/holding ]; do sleep .1; done; pgrep -f git-remote-http")
        shown = processes_with_password()
        sh("rm srv/hold")
        slow.join()
        assert shown == "" and files_with_password() == "", shown
        assert git.status("one").upstream == "origin/main"

    @check("a user in the URL is no hindrance, and a password in it is not kept")
    def _():
        git.clone(url.replace("http://", "http://ann@"), "user", password=password)
        git.clone(url.replace("http://", f"http://ann:{password}@"), "both")
        assert git.remote_get("both", "origin") == url.replace("http://", "http://ann@")
        assert files_with_password() == ""

    @check("commits are pushed and pulled, and nothing is forced")
    def _():
        git.clone(url, "two", username="ann", password=password)
        commit("one", "x")
        git.push("one", "ann", password)
        git.pull("two", "ann", password)
        assert sh("git -C two rev-parse HEAD") == sh("git -C one rev-parse HEAD")
        commit("one", "y")
        git.push("one", "ann", password)
        commit("two", "z")
        refused(sdk.DaytonaGitPushRejectedError, lambda: git.push("two", "ann", password), "pull")
        refused(sdk.DaytonaGitMergeConflictError, lambda: git.pull("two", "ann", password))
        write("srv/app.git/hooks/pre-receive", "#!/bin/sh\necho only on Mondays >&2\nexit 1\n")
        sh("chmod +x srv/app.git/hooks/pre-receive")
        commit("one", "g")
        refused(sdk.DaytonaGitRemoteRejectedError, lambda: git.push("one", "ann", password), "only on Mondays")
        sh("rm srv/app.git/hooks/pre-receive")

    @check("credentials are kept on request, and only then")
    def _():
        git.dangerously_authenticate("ann", password, host="127.0.0.1:8765", protocol="http")
        assert files_with_password() == "/home/daytona/.git-credentials\n"
        git.push("one")

finally:
    sandbox.delete()
finish()
