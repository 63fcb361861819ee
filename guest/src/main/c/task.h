/* The worker's side of an operation: how its work answers. Everything here runs in the worker and may block and exit. */
#ifndef TASK_H
#define TASK_H

#include "frame.h"
#include "users.h"

#include <sys/stat.h>

/* Where answers go, and the pipe, or -1. */
void task_begin(int answer, int pipe);
int task_pipe(void);

/* Takes on the user's ids and goes to its home, or fails. */
void task_become(struct bytes user);
/* A path of the request as a string; fails if it is relative to a home that could not be entered. After task_become. */
char *task_path(struct bytes bytes);

void task_started(const struct buffer *fields);
/* Answers and ends the worker. */
NORETURN void task_done(const struct buffer *fields);
NORETURN PRINTF(3, 4) void task_fail(int error, const char *what, const char *format, ...);
/* "tried path: error", what is `path`. */
NORETURN void task_fail_path(int error, const char *tried, const char *path);

/* Writes all to the pipe; a closed pipe ends the worker. */
void task_send(const void *data, size_t size);

/* Puts the stat record of what fstatat found; the link target is read from directory and name. */
void task_put_stat(struct buffer *buffer, const struct stat *status, int directory, const char *name);

#endif
