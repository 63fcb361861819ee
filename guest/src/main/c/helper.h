/* Operations that may block run in a helper: a forked child with the ids of the operation's user. This is process 1's side. */
#ifndef HELPER_H
#define HELPER_H

#include "connection.h"
#include "request.h"

/* Which pipes a helper has beside the socket for its answer. */
enum helper_flow {
  HELPER_ANSWERS, /* none */
  HELPER_SENDS,   /* it writes DATA for stream 1 */
  HELPER_STREAMS, /* the same, but after STARTED, and EOF comes at its end */
  HELPER_RECEIVES /* it reads what the host sends on stream 0 */
};

/* Forks a helper that does the work and answers. */
void helper_begin(struct connection *connection, uint32_t number, const struct request *request, enum helper_flow flow,
                  void (*work)(const struct request *request));

#endif
