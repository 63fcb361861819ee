/* `guest serve`: process 1. */
#ifndef SERVE_H
#define SERVE_H

#include "vocabulary.h"

struct serve_options {
  int listen_fd;
  const char *log_directory;
  bool single_user;
};

NORETURN void serve(const struct serve_options *options);

#endif
