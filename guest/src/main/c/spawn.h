/* SPAWN: collects the inputs, makes the pipes, forks the supervisor. */
#ifndef SPAWN_H
#define SPAWN_H

#include "connection.h"
#include "request.h"

/* Opens what every spawn needs. Once, at start. */
void spawn_prepare(void);
/* The payload is what the request's slices point into. */
void spawn_begin(struct connection *connection, uint32_t number, struct bytes payload);

#endif
