#include "socket.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "die.h"

enum { BACKLOG = 64 };

void listen_for_guest(const char *directory, const char *name)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	if (strlen(name) >= sizeof address.sun_path)
		die("socket name too long: %s", name);
	strcpy(address.sun_path, name);
	/* Relative to its directory, so that the kernel's limit of 107 bytes is on the name only. */
	if (chdir(directory) != 0)
		die_errno("enter %s", directory);
	if (unlink(name) != 0 && errno != ENOENT)
		die_errno("remove the old %s/%s", directory, name);
	int listener = socket(AF_UNIX, SOCK_STREAM, 0);
	if (listener < 0)
		die_errno("make a socket");
	mode_t old = umask(0177);
	if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0)
		die_errno("bind %s/%s", directory, name);
	umask(old);
	if (listen(listener, BACKLOG) != 0)
		die_errno("listen on %s/%s", directory, name);
	if (listener != GUEST_DESCRIPTOR) {
		if (dup2(listener, GUEST_DESCRIPTOR) < 0)
			die_errno("move the socket to descriptor %d", GUEST_DESCRIPTOR);
		close(listener);
	}
}
