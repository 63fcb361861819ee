/* ENV: changes the environment that later programs start from. */
#ifndef VARIABLES_H
#define VARIABLES_H

#include "connection.h"
#include "request.h"

void variables_change(struct connection *connection, uint32_t number, const struct request *request);

#endif
