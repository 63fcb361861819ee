/* A host's connection: frames in, frames out, and its open channels. */
#ifndef CONNECTION_H
#define CONNECTION_H

#include "channel.h"
#include "loop.h"

enum { CONNECTIONS_MOST = 8, CHANNELS_MOST = 1024 };

/* Takes hosts in from now on, whenever there is something to read on fd: next answers their connections, see arrival.h. */
void connections_from(int fd, int (*next)(int fd));
/* How many hosts are connected. */
unsigned connections_count(void);
/* Sends what there is to send, and drops the connections that were lost: after each batch of events. */
void connections_service(void);
/* Called when the last host has gone, and when the first has come. */
void connections_on_change(void (*changed)(void));

void connection_send(struct connection *connection, enum frame_type type, uint32_t channel, struct bytes payload);
/* DATA in two steps, so that bytes are read to where they are sent from: room for at most that many; then how many there
 * are, 0: no frame after all. Nothing else is sent in between. */
uint8_t *connection_data_begin(struct connection *connection, uint32_t channel, uint8_t stream, size_t most);
void connection_data_end(struct connection *connection, size_t size);
void connection_send_error(struct connection *connection, uint32_t channel, int error, const char *what, const char *message);

/* For channel.c. */
void connection_add(struct connection *connection, struct channel *channel);
void connection_remove(struct connection *connection, struct channel *channel);
void connection_queue(struct connection *connection, struct channel *channel);

#endif
