#include "guard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "die.h"
#include "kernel.h"

/* Runs as process 1 of the new namespace, so that its end is the end of all others in it. */
static void run(char **program)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (mount("", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
		die_errno("make the mounts private");
	if (mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) != 0)
		die_errno("mount /proc");
	int null = open("/dev/null", O_RDONLY);
	if (null < 0 || dup2(null, 0) < 0)
		die_errno("redirect standard input");
	pid_t child = fork();
	if (child < 0)
		die_errno("fork");
	if (child == 0) {
		execvp(program[0], program);
		die_errno("run %s", program[0]);
	}
	int status;
	pid_t ended;
	while ((ended = wait(&status)) != child)
		if (ended < 0 && errno != EINTR)
			die_errno("wait for %s", program[0]);
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) : LAUNCHER_FAILED);
}

/* Until the process ended or our standard input did. */
static void watch(int process)
{
	struct pollfd ends[] = {{.fd = process, .events = POLLIN}, {.fd = 0, .events = POLLIN}};
	char ignored[256];
	for (;;) {
		if (poll(ends, 2, -1) < 0 && errno != EINTR)
			die_errno("poll");
		if (ends[0].revents)
			return;
		if (ends[1].revents && read(0, ignored, sizeof ignored) <= 0)
			return;
	}
}

int guard(char **program)
{
	if (unshare(CLONE_NEWNS | CLONE_NEWPID) != 0)
		die_errno("make a mount and a process namespace");
	pid_t first = fork();
	if (first < 0)
		die_errno("fork");
	if (first == 0)
		run(program);
	int process = (int)syscall(SYS_pidfd_open, first, 0);
	if (process < 0)
		die_errno("open process %d", (int)first);
	watch(process);
	kill(first, SIGKILL);
	int status;
	while (waitpid(first, &status, 0) < 0)
		if (errno != EINTR)
			die_errno("wait for process %d", (int)first);
	return WIFEXITED(status) ? WEXITSTATUS(status) : LAUNCHER_FAILED;
}
