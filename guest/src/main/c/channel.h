/* One operation of one connection: its flow control, and the frames that it sends. */
#ifndef CHANNEL_H
#define CHANNEL_H

#include "frame.h"

struct connection;
struct channel;

/* What distinguishes the kinds of operations. A NULL function: nothing to do. */
struct channel_kind {
  /* There may be something to send, credit for it, and room: sends one frame at most. True if there may be more. */
  bool (*produce)(struct channel *channel);
  /* The host sent bytes; whoever takes them calls channel_consumed, now or later. */
  void (*data)(struct channel *channel, uint8_t stream, struct bytes bytes);
  void (*eof)(struct channel *channel, uint8_t stream);
  /* The channel is over, whyever: lets go of all that it holds, its own memory included. */
  void (*close)(struct channel *channel);
};

/* The first member of each operation's own struct. */
struct channel {
  const struct channel_kind *kind;
  struct connection *connection; /* NULL once it has ended */
  uint32_t number;
  uint64_t credit;   /* data bytes that we may still send */
  uint64_t window;   /* data bytes that the host may still send */
  uint64_t consumed; /* of those that it sent: taken, but not granted again yet */
  bool queued;       /* in the connection's queue of those with something to send */
  struct channel *next_queued;
  struct channel *next;
};

/* Begins the channel; the struct around it is zero or set up, but for this member. */
void channel_open(struct channel *channel, const struct channel_kind *kind, struct connection *connection, uint32_t number);

/* There may be something to send: produce will be called. */
void channel_wake(struct channel *channel);

/* Grants the host credit for bytes taken. A NULL channel is one that has ended: nothing. */
void channel_consumed(struct channel *channel, uint64_t bytes);

void channel_started(struct channel *channel, struct bytes fields);
/* DATA in two steps: room for at most that many bytes, for which there must be credit; then how many there are, 0: no frame
 * after all. Nothing else is sent in between. */
uint8_t *channel_data_begin(struct channel *channel, uint8_t stream, size_t most);
void channel_data_end(struct channel *channel, size_t size);
/* How many bytes one DATA may have now. */
size_t channel_allowed(const struct channel *channel);
void channel_eof(struct channel *channel, uint8_t stream);
void channel_gap(struct channel *channel, uint8_t stream, uint64_t bytes);

/* These two end the channel: its memory is gone when they return. */
void channel_done(struct channel *channel, struct bytes fields);
PRINTF(4, 5) void channel_error(struct channel *channel, int error, const char *what, const char *format, ...);

#endif
