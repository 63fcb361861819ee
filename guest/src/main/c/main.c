/* The guest: process 1 of every sandbox. Reads as a contents page.
 *
 *   serve.c       sets process 1 up, reaps orphans, ends in good order
 *   loop.c        the one event loop                 arrival.c, connection.c, channel.c  hosts, frames, flow control
 *   frame.c, request.c, record.c, wire.c             the protocol's encodings, without I/O
 *   operation.c   who serves which request
 *   spawn.c, input.c, terminal.c                     beginning a program
 *   supervisor.c, program.c, environment.c, tree.c   the processes around a program
 *   process.c, log.c, spool.c, feed.c                what process 1 keeps of it
 *   share.c       who shares the CPU time with whom
 *   reader.c, control.c                              looking at it, and influencing it
 *   worker.c, task.c                                 operations in forked children with a user's ids
 *   files.c, content.c, directory.c, walk.c, users.c, overview.c, stats.c   what these do
 *   connect.c                                        a channel joined to a TCP port
 *   limit.c, lease.c, attach.c, number.c, descriptors.c, vocabulary.c
 */
#include "attach.h"
#include "frame.h"
#include "limit.h"
#include "serve.h"
#include "share.h"

#include <limits.h>
#include <stdio.h>

static const char USAGE[] =
  "usage: guest serve --listen-fd N | --receive-fd N | --listen PATH [--log-dir DIR] [--processes N] [--share-fd N]... [--single-user]\n"
  "       guest attach --socket PATH\n"
  "       guest version\n";

NORETURN static void refuse(const char *argument) {
  fprintf(stderr, "guest: unexpected or incomplete argument: %s\n%s", argument, USAGE);
  exit(2);
}

/* The value of an option that has one. */
static const char *value_of(char **argument) {
  if (argument[1] == NULL) refuse(argument[0]);
  return argument[1];
}

static int number_of(const char *digits) {
  char *end;
  long number = strtol(digits, &end, 10);
  if (*digits == '\0' || *end != '\0' || number < 0 || number > INT_MAX) refuse(digits);
  return (int)number;
}

NORETURN static void serve_with(char **arguments) {
  struct serve_options options = {.fd = -1, .log_directory = "/var/log/sebring"};
  for (; *arguments != NULL; arguments++) {
    if (strcmp(*arguments, "--single-user") == 0) {
      options.single_user = true;
    } else if (strcmp(*arguments, "--log-dir") == 0) {
      options.log_directory = value_of(arguments++);
    } else if (strcmp(*arguments, "--listen") == 0) {
      options.listen_path = value_of(arguments++);
    } else if (strcmp(*arguments, "--listen-fd") == 0 || strcmp(*arguments, "--receive-fd") == 0) {
      options.receive = strcmp(*arguments, "--receive-fd") == 0;
      options.fd = number_of(value_of(arguments++));
    } else if (strcmp(*arguments, "--processes") == 0) {
      limits_set_processes((uint64_t)number_of(value_of(arguments++)));
    } else if (strcmp(*arguments, "--share-fd") == 0) {
      share_add(number_of(value_of(arguments++)));
    } else {
      refuse(*arguments);
    }
  }
  if ((options.fd < 0) == (options.listen_path == NULL)) refuse("one of --listen-fd, --receive-fd and --listen is needed");
  serve(&options);
}

int main(int count, char **arguments) {
  const char *command = count > 1 ? arguments[1] : "";
  if (strcmp(command, "serve") == 0) serve_with(arguments + 2);
  if (strcmp(command, "attach") == 0 && count == 4 && strcmp(arguments[2], "--socket") == 0) return attach(arguments[3]);
  if (strcmp(command, "version") == 0 && count == 2) return printf("guest %s, protocol %d\n", GUEST_VERSION, PROTOCOL_VERSION) < 0;
  fputs(USAGE, stderr);
  return 2;
}
