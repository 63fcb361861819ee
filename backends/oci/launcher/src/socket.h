/* The socket on which the guest is found. */
#pragma once

/* Binds directory/name, replacing what is there, and keeps it across exec. A SOCK_STREAM listens: the guest accepts on
 * descriptor 3. A SOCK_DGRAM is for runtimes that pass no listening socket into a sandbox, and no descriptors but the
 * standard streams: the guest receives connections, see introduce, in messages on its standard input. Answers the
 * descriptor. */
int bind_for_guest(const char *directory, const char *name, int type);

/* Connects to a listening socket, and gives that connection to the guest whose datagram socket is at a path: whoever
 * listens talks to the guest from then on. */
int introduce(const char *listening, const char *guest);
