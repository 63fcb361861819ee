#include "socket.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "die.h"

enum { BACKLOG = 64, PATIENCE_SECONDS = 5, ACCEPTED_ON = 3, RECEIVED_ON = 0 };

static struct sockaddr_un address_of(const char *name)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	if (strlen(name) >= sizeof address.sun_path)
		die("socket name too long: %s", name);
	strcpy(address.sun_path, name);
	return address;
}

int bind_for_guest(const char *directory, const char *name, int type)
{
	struct sockaddr_un address = address_of(name);
	/* Relative to its directory, so that the kernel's limit of 107 bytes is on the name only. */
	if (chdir(directory) != 0)
		die_errno("enter %s", directory);
	if (unlink(name) != 0 && errno != ENOENT)
		die_errno("remove the old %s/%s", directory, name);
	int bound = socket(AF_UNIX, type, 0);
	if (bound < 0)
		die_errno("make a socket");
	mode_t old = umask(0177);
	if (bind(bound, (struct sockaddr *)&address, sizeof address) != 0)
		die_errno("bind %s/%s", directory, name);
	umask(old);
	if (type == SOCK_STREAM && listen(bound, BACKLOG) != 0)
		die_errno("listen on %s/%s", directory, name);
	int guest = type == SOCK_STREAM ? ACCEPTED_ON : RECEIVED_ON;
	if (bound != guest) {
		if (dup2(bound, guest) < 0)
			die_errno("move the socket to descriptor %d", guest);
		close(bound);
	}
	return guest;
}

static int connected(const char *name, int type)
{
	struct sockaddr_un address = address_of(name);
	int fd = socket(AF_UNIX, type | SOCK_CLOEXEC, 0);
	if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
		die_errno("connect to %s", name);
	return fd;
}

int introduce(const char *listening, const char *guest)
{
	union {
		char space[CMSG_SPACE(sizeof(int))];
		struct cmsghdr aligned;
	} control = {.space = {0}};
	char byte = 0;
	struct iovec data = {&byte, sizeof byte};
	struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1, .msg_control = control.space, .msg_controllen = sizeof control.space};
	struct timeval patience = {.tv_sec = PATIENCE_SECONDS};
	int to = connected(guest, SOCK_DGRAM);
	int connection = connected(listening, SOCK_STREAM);
	struct cmsghdr *rights = CMSG_FIRSTHDR(&message);
	rights->cmsg_level = SOL_SOCKET;
	rights->cmsg_type = SCM_RIGHTS;
	rights->cmsg_len = CMSG_LEN(sizeof connection);
	memcpy(CMSG_DATA(rights), &connection, sizeof connection);
	setsockopt(to, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
	if (sendmsg(to, &message, 0) < 0)
		die_errno("hand a connection to %s", guest);
	return 0;
}
