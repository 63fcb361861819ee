/* CONNECT: a channel joined to a TCP port of the sandbox. */
#ifndef CONNECT_H
#define CONNECT_H

#include "connection.h"
#include "request.h"

void connect_begin(struct connection *connection, uint32_t number, const struct request *request);

#endif
