/* The sandbox's user namespace and the network namespace that belongs to it. */
#pragma once

#include <stdint.h>

/* Makes both, with ids 0 to 65,535 inside being those from id_base on outside, and binds them to the files ns-user and
 * ns-net of the current directory, where the runtime finds them. Its loopback is up. Returns the user namespace. */
int make_namespaces(uint32_t id_base);
