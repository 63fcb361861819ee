/* `guest serve`: process 1. */
#ifndef SERVE_H
#define SERVE_H

#include "vocabulary.h"

struct serve_options {
  int fd;                  /* inherited; -1 without */
  bool receive;            /* fd is not one to accept on, but brings connections in messages */
  const char *listen_path; /* of a socket to bind; NULL without */
  const char *log_directory;
  bool single_user;
};

NORETURN void serve(const struct serve_options *options);

#endif
