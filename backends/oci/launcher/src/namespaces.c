#include "namespaces.h"

#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "die.h"
#include "options.h"

static void raise_loopback(void)
{
	int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct ifreq request = {.ifr_flags = IFF_UP};
	strcpy(request.ifr_name, "lo");
	if (any < 0 || ioctl(any, SIOCSIFFLAGS, &request) != 0)
		die_errno("raise the loopback interface");
	close(any);
}

/* The child owns the namespaces until they are bound: it says when they exist, and waits until it is let go. */
static void own_namespaces(int ready, int mapped)
{
	char byte = 0;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0)
		die_errno("make a user and a network namespace");
	if (write(ready, &byte, 1) != 1 || read(mapped, &byte, 1) != 1)
		_exit(LAUNCHER_FAILED);
	raise_loopback();
	if (write(ready, &byte, 1) != 1)
		_exit(LAUNCHER_FAILED);
	while (read(mapped, &byte, 1) > 0)
		;
	_exit(0);
}

static void map_ids(pid_t owner, const char *kind, uint32_t id_base)
{
	char path[64], line[64];
	snprintf(path, sizeof path, "/proc/%d/%s", (int)owner, kind);
	int length = snprintf(line, sizeof line, "0 %u %d\n", id_base, ID_COUNT);
	int map = open(path, O_WRONLY | O_CLOEXEC);
	if (map < 0 || write(map, line, (size_t)length) != length)
		die_errno("map ids from %u in %s", id_base, path);
	close(map);
}

static void bind_namespace(pid_t owner, const char *kind, const char *name)
{
	char path[64];
	snprintf(path, sizeof path, "/proc/%d/ns/%s", (int)owner, kind);
	int file = open(name, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0444);
	if (file < 0)
		die_errno("make %s", name);
	close(file);
	if (mount(path, name, NULL, MS_BIND, NULL) != 0)
		die_errno("bind %s to %s", path, name);
}

static void expect(int ready, pid_t owner)
{
	char byte;
	if (read(ready, &byte, 1) == 1)
		return;
	waitpid(owner, NULL, 0);
	die("the namespaces could not be made");
}

int make_namespaces(uint32_t id_base)
{
	int ready[2], mapped[2];
	if (pipe2(ready, O_CLOEXEC) != 0 || pipe2(mapped, O_CLOEXEC) != 0)
		die_errno("make pipes");
	pid_t owner = fork();
	if (owner < 0)
		die_errno("fork");
	if (owner == 0) {
		close(ready[0]);
		close(mapped[1]);
		own_namespaces(ready[1], mapped[0]);
	}
	close(ready[1]);
	close(mapped[0]);
	expect(ready[0], owner);
	map_ids(owner, "uid_map", id_base);
	map_ids(owner, "gid_map", id_base);
	if (write(mapped[1], "", 1) != 1)
		die_errno("let the namespaces' owner go on");
	expect(ready[0], owner);
	bind_namespace(owner, "user", "ns-user");
	bind_namespace(owner, "net", "ns-net");
	close(mapped[1]);
	close(ready[0]);
	waitpid(owner, NULL, 0);
	int user_namespace = open("ns-user", O_RDONLY | O_CLOEXEC);
	if (user_namespace < 0)
		die_errno("open ns-user");
	return user_namespace;
}
