/* The table of operations: who serves which REQUEST. */
#ifndef OPERATION_H
#define OPERATION_H

#include "connection.h"

/* Decodes the payload of a REQUEST and begins the operation, or answers with an ERROR. */
void operation_begin(struct connection *connection, uint32_t number, struct bytes payload);

#endif
