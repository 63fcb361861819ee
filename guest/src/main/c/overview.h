/* The work of the operations that look at the whole sandbox, in a worker: STATS, PROCESSES, PORTS. */
#ifndef OVERVIEW_H
#define OVERVIEW_H

#include "request.h"

void overview_stats(const struct request *request);
void overview_processes(const struct request *request);
void overview_ports(const struct request *request);

#endif
