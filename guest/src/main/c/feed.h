/* Bytes on their way from channels to a descriptor that takes them at its own pace: a stdin, a worker. */
#ifndef FEED_H
#define FEED_H

#include "channel.h"
#include "loop.h"

struct feed_part;

struct feed {
  struct watch watch;
  bool closed;   /* takes nothing any more: what comes is thrown away */
  bool ending;   /* closes when all has been written */
  bool terminal; /* ends with the end-of-file character instead, and stays open */
  bool half_close; /* a socket that is also read from: its other half stays */
  void (*on_closed)(struct feed *feed); /* NULL: nobody wants to know; may free the feed */
  struct feed_part *first, *last;
};

void feed_init(struct feed *feed);
/* What has been pushed, and what comes, goes to this non-blocking descriptor, which the feed then owns. */
void feed_open(struct feed *feed, int fd);
/* The channel, if there is one, gets credit when the bytes have been written. */
void feed_push(struct feed *feed, struct channel *from, struct bytes bytes);
void feed_end(struct feed *feed);
/* The channel has ended; its bytes go on. */
void feed_forget(struct feed *feed, const struct channel *channel);
void feed_close(struct feed *feed);

#endif
