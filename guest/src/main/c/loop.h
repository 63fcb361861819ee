/* The one event loop of process 1: descriptors and timers. Nothing called from it may block. */
#ifndef LOOP_H
#define LOOP_H

#include "vocabulary.h"

#include <sys/epoll.h>

struct watch {
  int fd; /* -1 when nothing is watched */
  void (*ready)(struct watch *watch, uint32_t events);
};

/* As a watch starts, so that watch_close does nothing to it. */
#define NO_WATCH ((struct watch){-1, NULL})

/* Creates the loop. */
void loop_open(void);
/* Takes the descriptor over; with EPOLLONESHOT in events it is reported once until watch_again. */
void watch_open(struct watch *watch, int fd, uint32_t events, void (*ready)(struct watch *watch, uint32_t events));
void watch_again(struct watch *watch, uint32_t events);
/* Closes the descriptor. Its events already fetched are dropped, so the watch's memory may be freed at once. */
void watch_close(struct watch *watch);

struct timer {
  uint64_t due_ms; /* on loop_now_ms's clock; 0: not set */
  void (*expired)(struct timer *timer);
  struct timer *next;
};

void timer_set(struct timer *timer, uint64_t after_ms, void (*expired)(struct timer *timer));
void timer_cancel(struct timer *timer);

/* Milliseconds of the monotonic clock. */
uint64_t loop_now_ms(void);
/* Milliseconds since loop_open. */
uint64_t loop_uptime_ms(void);

/* Serves events for ever; after each batch calls after_batch. */
NORETURN void loop_run(void (*after_batch)(void));

#endif
