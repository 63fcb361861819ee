/* The table of processes: reads their pipes into their logs, follows their supervisors, forgets them in the end. */
#include "process.h"

#include "limit.h"
#include "share.h"

#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

enum { READ_AT_ONCE = 65536 };

static struct process *processes;
static uint64_t last_id;
static uint8_t scratch[READ_AT_ONCE];
static void (*on_answer)(struct process *process, const struct report *report);
static void (*on_start)(struct process *process, const struct report *report);

void process_on_answer(void (*answered)(struct process *process, const struct report *report)) {
  on_answer = answered;
}

void process_on_start(void (*started)(struct process *process, const struct report *report)) {
  on_start = started;
}

struct process *process_new(uint16_t flags, uint64_t log_cap) {
  struct process *process = allocate(sizeof *process);
  *process = (struct process){.flags = flags, .control = NO_WATCH, .terminal = -1, .share = -1};
  log_init(&process->log, log_cap);
  feed_init(&process->in);
  for (int i = 0; i < 2; i++) process->sources[i].watch = NO_WATCH;
  return process;
}

struct process *process_first(void) {
  return processes;
}

struct process *process_find(uint64_t id) {
  struct process *process = processes;
  while (process != NULL && process->id != id) process = process->next;
  return process == NULL || process->pid == 0 ? NULL : process;
}

void process_discard(struct process *process) {
  for (int i = 0; i < 2; i++) watch_close(&process->sources[i].watch);
  for (uint32_t i = 0; i < process->output_count; i++) {
    watch_close(&process->outputs[i].source.watch);
    spool_free(&process->outputs[i].kept);
  }
  feed_close(&process->in);
  share_leave(process->share);
  watch_close(&process->control);
  log_free(&process->log);
  free(process->outputs);
  free(process->label);
  free(process->program);
  free(process);
}

/* Forgets the process if it and its descendants have ended, nobody looks at it, and it is not to be kept. */
static void forget_if_over(struct process *process) {
  bool alive = process->state != PROCESS_ENDED || process->control.fd >= 0;
  if (alive || process->observers != NULL || (process->flags & SPAWN_KEEP) != 0) return;
  for (struct process **link = &processes; *link != NULL; link = &(*link)->next) {
    if (*link != process) continue;
    *link = process->next;
    break;
  }
  process_discard(process);
}

void process_observe(struct process *process, struct observer *observer) {
  observer->process = process;
  observer->next = process->observers;
  process->observers = observer;
}

void process_leave(struct observer *observer) {
  struct process *process = observer->process;
  for (struct observer **link = &process->observers; *link != NULL; link = &(*link)->next) {
    if (*link != observer) continue;
    *link = observer->next;
    break;
  }
  feed_forget(&process->in, &observer->channel);
  forget_if_over(process);
}

static void wake_observers(struct process *process) {
  for (struct observer *observer = process->observers; observer != NULL; observer = observer->next) {
    channel_wake(&observer->channel);
  }
}

static struct output *output_of(struct source *source) {
  struct process *process = source->process;
  for (uint32_t i = 0; i < process->output_count; i++) {
    if (&process->outputs[i].source == source) return &process->outputs[i];
  }
  return NULL;
}

static void store(struct source *source, size_t size) {
  struct output *output = output_of(source);
  if (output == NULL) {
    log_append(&source->process->log, source->stream, scratch, size);
    return;
  }
  size_t room = OUTPUT_KEPT - (size_t)output->kept.end;
  size_t kept = size < room ? size : room;
  spool_append(&output->kept, scratch, kept);
  output->dropped += size - kept;
}

/* Reads once, most bytes at most. False when there is nothing to read now. */
static bool read_source(struct source *source, size_t most, size_t *size) {
  ssize_t got = read(source->watch.fd, scratch, most < sizeof scratch ? most : sizeof scratch);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return false;
  if (got <= 0) { /* a terminal whose last user has gone says EIO */
    if (source->process->terminal == source->watch.fd) {
      source->process->terminal = -1;
      feed_close(&source->process->in);
    }
    watch_close(&source->watch);
    return false;
  }
  store(source, (size_t)got);
  *size = (size_t)got;
  return true;
}

static void source_ready(struct watch *watch, uint32_t events) {
  struct source *source = CONTAINER_OF(watch, struct source, watch);
  size_t size;
  (void)events;
  if (read_source(source, sizeof scratch, &size)) wake_observers(source->process);
}

void process_read_from(struct process *process, struct source *source, int fd, uint8_t stream) {
  source->process = process;
  source->stream = stream;
  watch_open(&source->watch, fd, EPOLLIN, source_ready);
}

/* Reads what is in the pipe at this moment and not what is written meanwhile: background children may write for ever. */
static void drain(struct source *source) {
  int left = 0;
  if (source->watch.fd < 0 || ioctl(source->watch.fd, FIONREAD, &left) < 0) return;
  /* A terminal tells only what its line discipline has processed. */
  if (source->watch.fd == source->process->terminal) left = 4 * READ_AT_ONCE;
  size_t size = 0;
  for (; left > 0; left -= (int)size) {
    if (!read_source(source, (size_t)left, &size)) return;
  }
}

static void drain_all(struct process *process) {
  for (int i = 0; i < 2; i++) drain(&process->sources[i]);
  for (uint32_t i = 0; i < process->output_count; i++) drain(&process->outputs[i].source);
}

/* Process 1 itself and the supervisors. */
static uint64_t own_processes(void) {
  uint64_t own = 1;
  for (const struct process *process = processes; process != NULL; process = process->next) own += process->control.fd >= 0;
  return own;
}

static void look_at_limits(struct process *process) {
  if (limits_kills() > process->kills_before) process->limits |= LIMIT_MEMORY;
  if (limits_processes_full(own_processes())) process->limits |= LIMIT_PROCESSES;
}

uint8_t process_limits(struct process *process) {
  if (!process_has_ended(process)) look_at_limits(process);
  return process->limits;
}

static void end(struct process *process, enum exit_state state, uint32_t value) {
  drain_all(process);
  look_at_limits(process);
  process->state = PROCESS_ENDED;
  process->exit = (struct exit_record){.state = state, .value = value, .log_end = log_end(&process->log)};
  wake_observers(process);
}

static void end_with_status(struct process *process, int status) {
  if (WIFSIGNALED(status)) end(process, EXIT_SIGNAL, (uint32_t)WTERMSIG(status));
  else end(process, EXIT_CODE, (uint32_t)WEXITSTATUS(status));
}

/* The supervisor has ended: no descendant is left, or somebody killed it, and then process 1 has inherited them. */
static void supervisor_gone(struct process *process) {
  struct report gone = {.kind = REPORT_FAILED, .failure = {.error = EIO, .what = "program"}};
  drain_all(process);
  snprintf(gone.failure.message, sizeof gone.failure.message, "the program's supervisor was killed");
  if (process->state == PROCESS_STARTING) on_start(process, &gone);
  if (process->state == PROCESS_RUNNING) end(process, EXIT_SIGNAL, SIGKILL);
  process->state = PROCESS_ENDED;
  on_answer(process, NULL);
  wake_observers(process);
  share_leave(process->share);
  process->share = -1;
  watch_close(&process->control); /* not before: until here it keeps the process from being forgotten */
  forget_if_over(process);
}

static void take_report(struct process *process, const struct report *report) {
  switch (report->kind) {
    case REPORT_STARTED:
      process->state = PROCESS_RUNNING;
      process->pid = report->pid;
      on_start(process, report);
      return;
    case REPORT_FAILED:
      process->flags &= (uint16_t)~SPAWN_KEEP;
      process->state = PROCESS_ENDED;
      on_start(process, report);
      return;
    case REPORT_ENDED:
      end_with_status(process, report->status);
      return;
    case REPORT_ANSWERED:
      on_answer(process, report);
      return;
  }
}

static void control_ready(struct watch *watch, uint32_t events) {
  struct process *process = CONTAINER_OF(watch, struct process, control);
  struct report report;
  (void)events;
  ssize_t got = recv(watch->fd, &report, sizeof report, 0);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (got == (ssize_t)sizeof report) take_report(process, &report);
  else supervisor_gone(process);
}

void process_begin(struct process *process, pid_t supervisor, int control) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  process->started_ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
  process->id = ++last_id;
  process->state = PROCESS_STARTING;
  process->supervisor = supervisor;
  process->next = processes;
  processes = process;
  watch_open(&process->control, control, EPOLLIN, control_ready);
  process->kills_before = limits_kills();
  look_at_limits(process);
}

bool process_has_ended(const struct process *process) {
  return process->state == PROCESS_ENDED;
}

struct exit_record process_exit_record(const struct process *process) {
  struct exit_record record = process->exit;
  if (!process_has_ended(process)) record.log_end = log_end(&process->log);
  return record;
}

int process_order(struct process *process, const struct order *order) {
  if (process->control.fd < 0) return ESRCH;
  if (order->signal == SIGKILL && !process_has_ended(process)) look_at_limits(process); /* afterwards it is too late */
  if (send(process->control.fd, order, sizeof *order, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)sizeof *order) return 0;
  return errno == EPIPE || errno == ECONNRESET || errno == ECONNREFUSED ? ESRCH : errno;
}

void process_release(struct process *process) {
  process->flags &= (uint16_t)~SPAWN_KEEP;
  forget_if_over(process);
}
