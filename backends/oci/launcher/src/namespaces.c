#include "namespaces.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "die.h"
#include "link.h"

/* The child owns the namespaces until they are bound: it says when they exist, and waits until it is let go. */
static void own_namespaces(const struct link *link, int ready, int mapped)
{
	char byte = 0;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0)
		die_errno("make a user and a network namespace");
	if (write(ready, &byte, 1) != 1 || read(mapped, &byte, 1) != 1)
		_exit(LAUNCHER_FAILED);
	set_up_network(link);
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

static void connect_network(pid_t owner, const struct link *link)
{
	char path[64];
	snprintf(path, sizeof path, "/proc/%d/ns/net", (int)owner);
	int network_namespace = open(path, O_RDONLY | O_CLOEXEC);
	if (network_namespace < 0)
		die_errno("open %s", path);
	join_bridge(link, network_namespace);
	close(network_namespace);
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

int make_namespaces(const struct options *options)
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
		own_namespaces(&options->link, ready[1], mapped[0]);
	}
	close(ready[1]);
	close(mapped[0]);
	expect(ready[0], owner);
	map_ids(owner, "uid_map", options->id_base);
	map_ids(owner, "gid_map", options->id_base);
	connect_network(owner, &options->link);
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
