/* The supervisor of one spawned program: a fork of the guest, a child subreaper, so that every descendant of the program
 * stays below it. Process 1 speaks to it over a socket that keeps message boundaries. */
#ifndef SUPERVISOR_H
#define SUPERVISOR_H

#include "program.h"

/* From process 1. */
struct order {
  uint64_t token; /* comes back with the answer */
  int signal;
  int scope; /* SCOPE_TREE or SCOPE_PROGRAM */
};

enum report_kind {
  REPORT_STARTED,  /* pid */
  REPORT_FAILED,   /* failure: no program was started */
  REPORT_ENDED,    /* status: of the program itself; its descendants may live on */
  REPORT_ANSWERED, /* token, error */
};

/* To process 1. The socket's end is the last report: no descendant is left. */
struct report {
  enum report_kind kind;
  pid_t pid;
  int status; /* as from waitpid */
  int error;
  uint64_t token;
  struct failure failure;
};

/* Runs in the fork: starts the program and never returns. */
NORETURN void supervise(int control, const struct program *program);

#endif
