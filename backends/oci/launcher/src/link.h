/* A sandbox's link to the bridge of its installation. */
#pragma once

#include "options.h"

/* Makes a pair of links: the one end is a port of the bridge, the other is eth0 of a network namespace. The port passes
 * nothing to other ports and learns nothing from what comes in: the bridge is told where the sandbox is. */
void join_bridge(const struct link *link, int network_namespace);

/* Inside that namespace: IPv6 off, loopback up, and eth0 with its address and the default route. */
void set_up_network(const struct link *link);

/* launcher join NAMESPACE OPTIONS: both, for a namespace that is there already. */
int join(const char *network_namespace, int argc, char **argv);
