/* A spawned process as process 1 knows it: its log, its pipes, its supervisor, its end. */
#ifndef PROCESS_H
#define PROCESS_H

#include "feed.h"
#include "log.h"
#include "loop.h"
#include "record.h"
#include "request.h"
#include "supervisor.h"

enum { OUTPUT_KEPT = 8 * 1024 * 1024 };

struct process;

/* A channel that waits for something of a process: links in one of its lists. */
struct observer {
  struct channel channel; /* first: it is the operation */
  struct process *process;
  struct observer *next;
};

/* Where a pipe of the program arrives: in its log, or among its outputs. */
struct source {
  struct watch watch;
  struct process *process;
  uint8_t stream;
};

/* An extra descriptor that the program writes to. Its first bytes are kept, the rest is counted. */
struct output {
  struct source source;
  struct spool kept;
  uint64_t dropped;
};

enum process_state { PROCESS_PREPARING, PROCESS_STARTING, PROCESS_RUNNING, PROCESS_ENDED };

struct process {
  struct process *next;
  uint64_t id; /* 0 until it has been started */
  enum process_state state;
  uint16_t flags;
  pid_t supervisor;
  pid_t pid; /* of the program; 0 until it has been started, and if it could not be */
  int64_t started_ms; /* since 1970 */
  int share;            /* of share_take, until then -1; left when no descendant is left */
  struct watch control; /* to the supervisor; closed when no descendant is left */
  struct exit_record exit;
  uint64_t kills_before; /* of limits_kills, when it was started */
  uint8_t limits;        /* enum limit: those reached while the program ran */
  struct log log;
  struct source sources[2];
  struct output *outputs;
  uint32_t output_count;
  struct feed in;
  int terminal; /* the master's descriptor, owned by sources[0]; -1: none */
  char *label, *program;
  size_t label_size;
  struct observer *observers; /* readers, waiters, signallers */
};

struct process *process_new(uint16_t flags, uint64_t log_cap);
/* NULL if there is none, it was forgotten, or its program has not been started. */
struct process *process_find(uint64_t id);
struct process *process_first(void);

/* The fork has been made: control is our end of the supervisor's socket. Now it has an id. */
void process_begin(struct process *process, pid_t supervisor, int control);
/* Reads a pipe of the program, without blocking, until it ends. */
void process_read_from(struct process *process, struct source *source, int fd, uint8_t stream);

void process_observe(struct process *process, struct observer *observer);
/* Takes the observer out; the process is forgotten if nothing keeps it any more. */
void process_leave(struct observer *observer);

bool process_has_ended(const struct process *process);
/* As of now: log_end is the present end while it runs. */
struct exit_record process_exit_record(const struct process *process);
/* The limits reached while the program ran, until now or until its end: of enum limit. */
uint8_t process_limits(struct process *process);
/* Gives an order to the supervisor: 0 or an errno. */
int process_order(struct process *process, const struct order *order);
/* KEEP is over: forgotten as soon as nothing else keeps it. */
void process_release(struct process *process);
/* Forgets a process that was never started. */
void process_discard(struct process *process);

/* What the supervisor says to a channel of the process; set by signal.c and spawn.c. */
void process_on_answer(void (*answered)(struct process *process, const struct report *report));
void process_on_start(void (*started)(struct process *process, const struct report *report));

#endif
