# What attempts start with: system calls by name, and answers as text. Runs inside and, as the control, on the host.
import ctypes, errno, fcntl, os, signal, socket, struct, subprocess, sys, time

NUMBERS = dict(
    acct=163, add_key=248, bpf=321, clock_settime=227, clone=56, clone3=435, delete_module=176, fanotify_init=300,
    finit_module=313, fsconfig=431, fsmount=432, fsopen=430, fspick=433, init_module=175, io_uring_enter=426,
    io_uring_register=427, io_uring_setup=425, ioperm=173, iopl=172, kcmp=312, kexec_file_load=320, kexec_load=246,
    keyctl=250, lookup_dcookie=212, migrate_pages=256, mount=165, mount_setattr=442, move_mount=429,
    name_to_handle_at=303, open_by_handle_at=304, open_tree=428, perf_event_open=298, personality=135,
    pidfd_getfd=438, pidfd_open=434, pivot_root=155, process_vm_readv=310, process_vm_writev=311, ptrace=101,
    quotactl=179, reboot=169, request_key=249, setdomainname=171, sethostname=170, setns=308, settimeofday=164,
    shmget=29, swapoff=168, swapon=167, syslog=103, umount2=166, unshare=272, userfaultfd=323,
)
libc = ctypes.CDLL(None, use_errno=True)


def call(name, *arguments):
    """A system call's result, or the name of its error."""
    ctypes.set_errno(0)
    longs = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result = libc.syscall(ctypes.c_long(NUMBERS[name]), *longs)
    return result if result >= 0 else errno.errorcode[ctypes.get_errno()]


def outcome(attempt, *arguments):
    """What a function of Python answers, or the name of its error."""
    try:
        return attempt(*arguments)
    except OSError as e:
        return errno.errorcode.get(e.errno, type(e).__name__)


def opened(path, flags=os.O_RDONLY):
    """'opened', or the name of the error."""
    result = outcome(os.open, path, flags | os.O_NONBLOCK)
    if not isinstance(result, int):
        return result
    os.close(result)
    return "opened"


def written(path, text):
    """'written', or the name of the error."""
    def write():
        fd = os.open(path, os.O_WRONLY)
        try:
            os.write(fd, text.encode())
        finally:
            os.close(fd)
        return "written"
    return outcome(write)


