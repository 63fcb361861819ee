#include "start.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include "die.h"
#include "namespaces.h"
#include "options.h"
#include "overlay.h"
#include "socket.h"

#define GUEST_NICE (-15)
#define FIRST_SHARE 4

/* Everything we mount from here on is seen by us and by the runtime we become, by nobody else, and goes with them: the
 * host's mount table never changes, and nothing has to be unmounted later. */
static void leave_host_mounts(const char *scratch)
{
	if (unshare(CLONE_NEWNS) != 0)
		die_errno("make a mount namespace");
	if (mount("", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
		die_errno("make the mounts private");
	if (mount("sebring", scratch, "tmpfs", MS_NOSUID | MS_NODEV, "mode=0711,size=1m") != 0)
		die_errno("mount a tmpfs on %s", scratch);
	if (chdir(scratch) != 0)
		die_errno("enter %s", scratch);
}

/* The runtime hands its standard streams to process 1, which lives on: they must be nobody's. */
static void drop_streams(int first)
{
	int null = open("/dev/null", O_RDWR);
	if (null < 0)
		die_errno("open /dev/null");
	for (int stream = first; stream <= 2; stream++)
		if (dup2(null, stream) < 0)
			die_errno("redirect stream %d", stream);
	if (null > 2)
		close(null);
}

/* From the descriptor after the guest's socket on. What root has opened may be written to by whoever has it. */
static void open_shares(const struct options *options)
{
	for (int i = 0; i < options->share_count; i++) {
		int opened = open(options->shares[i], O_WRONLY);
		if (opened < 0)
			die_errno("open %s", options->shares[i]);
		if (opened == FIRST_SHARE + i)
			continue;
		if (dup2(opened, FIRST_SHARE + i) < 0)
			die_errno("move a share to descriptor %d", FIRST_SHARE + i);
		close(opened);
	}
}

/* The host's limit on open files may be low for its own reasons and ours to keep: take what it allows, and start programs
 * with the usual 1,024. No core files: they fill disks. */
static void set_limits(void)
{
	struct rlimit files, core = {0};
	if (getrlimit(RLIMIT_NOFILE, &files) != 0 || getrlimit(RLIMIT_CORE, &core) != 0)
		die_errno("read resource limits");
	files.rlim_cur = files.rlim_max < 1024 ? files.rlim_max : 1024;
	core.rlim_cur = 0;
	if (setrlimit(RLIMIT_NOFILE, &files) != 0 || setrlimit(RLIMIT_CORE, &core) != 0)
		die_errno("set resource limits");
}

int start(int argc, char **argv)
{
	struct options options = read_options(argc, argv);
	open_shares(&options);
	int guest = bind_for_guest(options.socket_dir, options.socket, options.socket_type);
	leave_host_mounts(options.scratch);
	int user_namespace = make_namespaces(&options);
	mount_root(&options, user_namespace);
	close(user_namespace);
	set_limits();
	/* The guest comes before its sandbox's programs, which it starts without this. Within the share of the sandbox only. */
	if (setpriority(PRIO_PROCESS, 0, GUEST_NICE) != 0 && errno != EPERM && errno != EACCES)
		die_errno("set the priority");
	/* A Go program that lives for 30 ms need not collect garbage. */
	setenv("GOGC", "off", 1);
	int said = fcntl(2, F_DUPFD_CLOEXEC, 10);
	drop_streams(guest == 0 ? 1 : 0);
	execvp(options.runtime[0], options.runtime);
	dup2(said, 2);
	die_errno("run %s", options.runtime[0]);
}
