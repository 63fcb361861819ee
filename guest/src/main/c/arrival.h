/* Where the connections of hosts come from. */
#ifndef ARRIVAL_H
#define ARRIVAL_H

/* The next connection on a listening socket: close-on-exec, does not block. -1 with errno, EAGAIN if there is none. */
int arrival_accepted(int listening);
/* The same on a datagram socket whose messages carry one connected socket each: for runtimes that pass on connected
 * sockets only, such as gVisor. */
int arrival_received(int datagrams);

#endif
