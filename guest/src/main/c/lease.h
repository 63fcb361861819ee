/* LEASE: the guest ends when no host has been connected for a while. */
#ifndef LEASE_H
#define LEASE_H

#include "connection.h"
#include "request.h"

/* Once, at start: what to do when the lease is over. */
void lease_prepare(void (*over)(void));
void lease_set(struct connection *connection, uint32_t number, const struct request *request);

#endif
