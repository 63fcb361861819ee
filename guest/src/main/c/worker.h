/* Operations that may block run in a worker: a forked child with the ids of the operation's user. This is process 1's side. */
#ifndef WORKER_H
#define WORKER_H

#include "connection.h"
#include "request.h"

/* Which pipes a worker has beside the socket for its answer. */
enum worker_flow {
  WORKER_ANSWERS, /* none */
  WORKER_SENDS,   /* it writes DATA for stream 1 */
  WORKER_STREAMS, /* the same, but after STARTED, and EOF comes at its end */
  WORKER_RECEIVES /* it reads what the host sends on stream 0 */
};

/* Forks a worker that does the work and answers. */
void worker_begin(struct connection *connection, uint32_t number, const struct request *request, enum worker_flow flow,
                  void (*work)(const struct request *request));

#endif
