/* The host's side of starting a sandbox: what takes system calls that Java cannot make, or threads of its own.
 *
 *   launcher start OPTIONS -- RUNTIME ARGUMENTS    makes the sandbox's namespaces, file system and socket, becomes the runtime
 *   launcher join NAMESPACE LINK-OPTIONS           joins a network namespace to a bridge, as start does with the sandbox's
 *   launcher introduce LISTENING GUEST             connects the one who listens on a socket with a guest: see socket.h
 *   launcher guard PROGRAM ARGUMENTS               runs a program that dies with whoever holds our standard input open
 *   launcher version
 *
 * Exit status: 125 when the launcher itself failed (with one line on stderr), else that of the program. */

#include <stdio.h>
#include <string.h>

#include "die.h"
#include "guard.h"
#include "link.h"
#include "socket.h"
#include "start.h"

#define VERSION "1"

int main(int argc, char **argv)
{
	if (argc >= 2 && strcmp(argv[1], "start") == 0)
		return start(argc - 2, argv + 2);
	if (argc >= 3 && strcmp(argv[1], "join") == 0)
		return join(argv[2], argc - 3, argv + 3);
	if (argc == 4 && strcmp(argv[1], "introduce") == 0)
		return introduce(argv[2], argv[3]);
	if (argc >= 3 && strcmp(argv[1], "guard") == 0)
		return guard(argv + 2);
	if (argc == 2 && strcmp(argv[1], "version") == 0)
		return printf("launcher %s\n", VERSION) < 0;
	die("usage: launcher start OPTIONS -- RUNTIME ARGUMENTS | join NAMESPACE OPTIONS | introduce LISTENING GUEST | guard PROGRAM ARGUMENTS | version");
}
