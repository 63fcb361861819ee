/* Queues bytes for a descriptor and grants credit as they are taken. */
#include "feed.h"

#include <sys/socket.h>

struct feed_part {
  struct feed_part *next;
  struct channel *from;
  size_t size, written;
  uint8_t data[];
};

static const char END_OF_FILE = 4; /* what a terminal's line discipline takes for the end */

void feed_init(struct feed *feed) {
  *feed = (struct feed){.watch = NO_WATCH};
}

static void drop_first(struct feed *feed) {
  struct feed_part *part = feed->first;
  feed->first = part->next;
  if (feed->first == NULL) feed->last = NULL;
  channel_consumed(part->from, part->size);
  free(part);
}

void feed_close(struct feed *feed) {
  if (feed->half_close && feed->watch.fd >= 0) shutdown(feed->watch.fd, SHUT_WR);
  watch_close(&feed->watch);
  feed->closed = true;
  while (feed->first != NULL) drop_first(feed);
  if (feed->on_closed != NULL) feed->on_closed(feed);
}

enum progress { WROTE, FULL, BROKEN };

static enum progress write_first(struct feed *feed) {
  struct feed_part *part = feed->first;
  ssize_t wrote = write(feed->watch.fd, part->data + part->written, part->size - part->written);
  if (wrote < 0) {
    return errno == EAGAIN || errno == EINTR ? FULL : BROKEN;
  }
  part->written += (size_t)wrote;
  if (part->written == part->size) drop_first(feed);
  return WROTE;
}

static void feed_ready(struct watch *watch, uint32_t events) {
  struct feed *feed = CONTAINER_OF(watch, struct feed, watch);
  (void)events;
  enum progress progress = WROTE;
  while (feed->first != NULL && progress == WROTE) progress = write_first(feed);
  if (progress == FULL) watch_again(&feed->watch, EPOLLOUT | EPOLLONESHOT);
  /* Nobody reads any more, or all has been written. Last, because the feed may be gone afterwards. */
  else if (progress == BROKEN || feed->ending) feed_close(feed);
}

void feed_open(struct feed *feed, int fd) {
  if (feed->closed) {
    close(fd);
    return;
  }
  watch_open(&feed->watch, fd, EPOLLOUT | EPOLLONESHOT, feed_ready);
}

static void append(struct feed *feed, struct channel *from, struct bytes bytes) {
  struct feed_part *part = allocate(sizeof *part + bytes.size);
  *part = (struct feed_part){.from = from, .size = bytes.size};
  memcpy(part->data, bytes.data, bytes.size);
  if (feed->first == NULL) feed->first = part;
  else feed->last->next = part;
  feed->last = part;
}

void feed_push(struct feed *feed, struct channel *from, struct bytes bytes) {
  if (feed->closed || feed->ending || bytes.size == 0) {
    channel_consumed(from, bytes.size);
    return;
  }
  if (feed->first == NULL && feed->watch.fd >= 0) { /* mostly there is room, and nothing needs to be copied */
    ssize_t wrote = write(feed->watch.fd, bytes.data, bytes.size);
    if (wrote > 0) {
      channel_consumed(from, (uint64_t)wrote);
      bytes.data += wrote;
      bytes.size -= (size_t)wrote;
    }
    if (bytes.size == 0) return;
    watch_again(&feed->watch, EPOLLOUT | EPOLLONESHOT); /* also after an error, which the next attempt will see */
  }
  append(feed, from, bytes);
}

void feed_end(struct feed *feed) {
  if (feed->terminal) {
    feed_push(feed, NULL, (struct bytes){(const uint8_t *)&END_OF_FILE, 1});
    return;
  }
  feed->ending = true;
  if (feed->first == NULL && feed->watch.fd >= 0) feed_close(feed);
}

void feed_forget(struct feed *feed, const struct channel *channel) {
  for (struct feed_part *part = feed->first; part != NULL; part = part->next) {
    if (part->from == channel) part->from = NULL;
  }
}
