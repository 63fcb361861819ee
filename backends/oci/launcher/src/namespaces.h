/* The sandbox's user namespace and the network namespace that belongs to it. */
#pragma once

#include "options.h"

/* Makes both, with ids 0 to 65,535 inside being those from the id base on outside, joins the bridge with the latter, and
 * binds them to the files ns-user and ns-net of the current directory, where the runtime finds them. Returns the user
 * namespace. */
int make_namespaces(const struct options *options);
