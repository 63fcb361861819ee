/* What becomes the spawned program: ids, directory, environment, descriptors, execve. */
#ifndef PROGRAM_H
#define PROGRAM_H

#include "request.h"

#include <sys/resource.h>

/* A descriptor of the program and the guest's own that is to be found there. */
struct program_fd {
  int theirs, ours;
};

struct program {
  const struct spawn_request *request;
  struct program_fd fds[3 + EXTRA_FD_LAST + 1];
  unsigned fd_count;
  int share;     /* as share_open answers it */
  bool terminal; /* descriptor 0 is to be its controlling terminal */
};

/* Why a program could not be started. Goes through a pipe as it is. */
struct failure {
  int error;
  char what[16];
  char message[1024];
};

/* What the guest raised or changed at its own start and programs must find as it was. Once, at start. */
void program_remember_limits(void);

/* Closes all descriptors but the program's and control. */
void program_close_others(const struct program *program, int control);
/* Closes the program's descriptors on our side. */
void program_close(const struct program *program);
/* Becomes the program, or writes a failure to the pipe, which otherwise closes by itself. */
NORETURN void program_run(const struct program *program, int failure_pipe);

#endif
