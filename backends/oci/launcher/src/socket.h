/* The socket on which the guest accepts. */
#pragma once

enum { GUEST_DESCRIPTOR = 3 };

/* Binds and listens on directory/name, replacing what is there, and keeps it as GUEST_DESCRIPTOR across exec. */
void listen_for_guest(const char *directory, const char *name);
