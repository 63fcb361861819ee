/* The small operations on processes: WAIT, SIGNAL, RELEASE, LIMITS. */
#ifndef CONTROL_H
#define CONTROL_H

#include "connection.h"
#include "request.h"

/* Once, at start. */
void control_prepare(void);
void control_wait(struct connection *connection, uint32_t number, const struct request *request);
void control_signal(struct connection *connection, uint32_t number, const struct request *request);
void control_release(struct connection *connection, uint32_t number, const struct request *request);
void control_limits(struct connection *connection, uint32_t number, const struct request *request);

#endif
