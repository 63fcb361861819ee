/* WAIT, SIGNAL, RELEASE and LIMITS. */
#include "control.h"

#include "process.h"
#include "terminal.h"

#include <stdio.h>

/* A channel that waits for the end of a process, or for its supervisor's answer. */
struct waiter {
  struct observer observer; /* first */
  uint64_t token; /* of the order; 0: waits for the end */
};

static uint64_t last_token;

static const struct bytes NOTHING = {NULL, 0};

static void close_waiter(struct channel *channel) {
  struct waiter *waiter = CONTAINER_OF(channel, struct waiter, observer.channel);
  process_leave(&waiter->observer);
  free(waiter);
}

static bool tell_end(struct channel *channel) {
  struct waiter *waiter = CONTAINER_OF(channel, struct waiter, observer.channel);
  if (!process_has_ended(waiter->observer.process)) return false;
  struct exit_record record = process_exit_record(waiter->observer.process);
  struct buffer fields = {0};
  put_exit_record(&fields, &record);
  channel_done(channel, (struct bytes){fields.data, fields.size});
  buffer_free(&fields);
  return false;
}

static const struct channel_kind WAITS = {.produce = tell_end, .close = close_waiter};
static const struct channel_kind SIGNALS = {.close = close_waiter};

static void fail(struct connection *connection, uint32_t number, int error, const char *tried, uint64_t id) {
  char message[128];
  snprintf(message, sizeof message, "%s process %llu: %s", tried, (unsigned long long)id, strerror(error));
  connection_send_error(connection, number, error, "process", message);
}

static struct waiter *observe(struct connection *connection, uint32_t number, const struct channel_kind *kind,
                              struct process *process) {
  struct waiter *waiter = allocate(sizeof *waiter);
  waiter->token = 0;
  channel_open(&waiter->observer.channel, kind, connection, number);
  process_observe(process, &waiter->observer);
  return waiter;
}

void control_wait(struct connection *connection, uint32_t number, const struct request *request) {
  struct process *process = process_find(request->process.id);
  if (process == NULL) {
    fail(connection, number, ESRCH, "wait for", request->process.id);
    return;
  }
  channel_wake(&observe(connection, number, &WAITS, process)->observer.channel);
}

/* An order has been carried out; without a report, the supervisor has gone, and with it all that could get a signal. */
static void answered(struct process *process, const struct report *report) {
  for (struct observer *observer = process->observers, *next; observer != NULL; observer = next) {
    next = observer->next;
    if (observer->channel.kind != &SIGNALS) continue;
    const struct waiter *waiter = CONTAINER_OF(observer, struct waiter, observer);
    if (report != NULL && waiter->token != report->token) continue;
    int error = report == NULL ? ESRCH : report->error;
    if (error == 0) channel_done(&observer->channel, NOTHING);
    else channel_error(&observer->channel, error, "process", "signal process %llu: %s", (unsigned long long)process->id, strerror(error));
  }
}

void control_signal(struct connection *connection, uint32_t number, const struct request *request) {
  struct process *process = process_find(request->process.id);
  struct order order = {++last_token, (int)request->process.signal, request->process.scope};
  int error;
  if (process == NULL) error = ESRCH;
  else if (order.scope == SCOPE_FOREGROUND) error = terminal_signal(process->terminal, order.signal);
  else error = process_order(process, &order);
  if (error != 0) fail(connection, number, error, "signal", request->process.id);
  else if (order.scope == SCOPE_FOREGROUND) connection_send(connection, FRAME_DONE, number, NOTHING);
  else observe(connection, number, &SIGNALS, process)->token = order.token;
}

void control_release(struct connection *connection, uint32_t number, const struct request *request) {
  struct process *process = process_find(request->process.id);
  if (process == NULL) {
    fail(connection, number, ESRCH, "release", request->process.id);
    return;
  }
  process_release(process);
  connection_send(connection, FRAME_DONE, number, NOTHING);
}

void control_limits(struct connection *connection, uint32_t number, const struct request *request) {
  struct process *process = process_find(request->process.id);
  if (process == NULL) {
    fail(connection, number, ESRCH, "look at the limits of", request->process.id);
    return;
  }
  uint8_t reached = process_limits(process);
  connection_send(connection, FRAME_DONE, number, (struct bytes){&reached, 1});
}

void control_prepare(void) {
  process_on_answer(answered);
}
