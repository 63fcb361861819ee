/* The one event loop of process 1. */
#include "loop.h"

#include <time.h>

enum { BATCH = 32 };

static int epoll = -1;
static struct epoll_event batch[BATCH];
static int batch_size;
static struct timer *timers;
static uint64_t opened_ms;

void loop_open(void) {
  epoll = epoll_create1(EPOLL_CLOEXEC);
  if (epoll < 0) die("epoll_create1");
  opened_ms = loop_now_ms();
}

void watch_open(struct watch *watch, int fd, uint32_t events, void (*ready)(struct watch *watch, uint32_t events)) {
  struct epoll_event event = {.events = events, .data.ptr = watch};
  watch->fd = fd;
  watch->ready = ready;
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0) die("epoll_ctl: cannot watch descriptor %d", fd);
}

void watch_again(struct watch *watch, uint32_t events) {
  struct epoll_event event = {.events = events, .data.ptr = watch};
  if (watch->fd >= 0 && epoll_ctl(epoll, EPOLL_CTL_MOD, watch->fd, &event) < 0) {
    die("epoll_ctl: cannot change descriptor %d", watch->fd);
  }
}

void watch_close(struct watch *watch) {
  if (watch->fd < 0) return;
  for (int i = 0; i < batch_size; i++) {
    if (batch[i].data.ptr == watch) batch[i].data.ptr = NULL;
  }
  /* Explicitly, because a forked child may still hold the open file, which would keep it in the set. */
  epoll_ctl(epoll, EPOLL_CTL_DEL, watch->fd, NULL);
  close_fd(&watch->fd);
}

uint64_t loop_now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

uint64_t loop_uptime_ms(void) {
  return loop_now_ms() - opened_ms;
}

void timer_cancel(struct timer *timer) {
  timer->due_ms = 0;
  for (struct timer **link = &timers; *link != NULL; link = &(*link)->next) {
    if (*link != timer) continue;
    *link = timer->next;
    return;
  }
}

void timer_set(struct timer *timer, uint64_t after_ms, void (*expired)(struct timer *timer)) {
  timer_cancel(timer);
  timer->due_ms = loop_now_ms() + after_ms;
  timer->expired = expired;
  timer->next = timers;
  timers = timer;
}

/* Until the first timer, in the way of epoll_wait: -1 for ever. */
static int wait_ms(void) {
  uint64_t first = UINT64_MAX;
  for (const struct timer *timer = timers; timer != NULL; timer = timer->next) {
    if (timer->due_ms < first) first = timer->due_ms;
  }
  if (first == UINT64_MAX) return -1;
  uint64_t now = loop_now_ms();
  if (first <= now) return 0;
  return first - now > 60000 ? 60000 : (int)(first - now);
}

static void expire_timers(void) {
  uint64_t now = timers == NULL ? 0 : loop_now_ms();
  for (struct timer *timer = timers; timer != NULL;) {
    if (timer->due_ms > now) {
      timer = timer->next;
      continue;
    }
    timer_cancel(timer);
    timer->expired(timer);
    timer = timers; /* the list may have changed */
  }
}

void loop_run(void (*after_batch)(void)) {
  for (;;) {
    batch_size = epoll_wait(epoll, batch, BATCH, wait_ms());
    if (batch_size < 0 && errno != EINTR) die("epoll_wait");
    for (int i = 0; i < batch_size; i++) {
      struct watch *watch = batch[i].data.ptr;
      if (watch != NULL) watch->ready(watch, batch[i].events);
    }
    batch_size = 0;
    expire_timers();
    after_batch();
  }
}
