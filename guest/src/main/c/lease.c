/* Ends the guest when no host has been connected for as long as the lease allows. */
#include "lease.h"

static uint64_t lease_ms; /* 0: for ever */
static struct timer timer;
static void (*on_over)(void);

static void expired(struct timer *ignored) {
  (void)ignored;
  on_over();
}

static void count_hosts(void) {
  if (connections_count() > 0 || lease_ms == 0) timer_cancel(&timer);
  else timer_set(&timer, lease_ms, expired);
}

void lease_prepare(void (*over)(void)) {
  on_over = over;
  connections_on_change(count_hosts);
}

void lease_set(struct connection *connection, uint32_t number, const struct request *request) {
  uint64_t longest = UINT64_MAX / 2000; /* 292 million years */
  lease_ms = (request->lease_seconds < longest ? request->lease_seconds : longest) * 1000;
  count_hosts();
  connection_send(connection, FRAME_DONE, number, (struct bytes){NULL, 0});
}
