/* Makes, sizes and signals terminals. */
#include "terminal.h"

#include "process.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>

#ifndef TIOCGPTPEER
#define TIOCGPTPEER _IO('T', 0x41)
#endif

static int set_size(int master, uint16_t rows, uint16_t columns) {
  struct winsize size = {.ws_row = rows, .ws_col = columns};
  return ioctl(master, TIOCSWINSZ, &size);
}

bool terminal_open(uint16_t rows, uint16_t columns, int *master, int *slave) {
  int locked = 0;
  *slave = -1;
  *master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
  if (*master < 0) return false;
  if (ioctl(*master, TIOCSPTLCK, &locked) == 0 && set_size(*master, rows, columns) == 0) {
    /* Through the master, so that it is this pair's whatever is mounted on /dev/pts. */
    *slave = ioctl(*master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
  }
  if (*slave >= 0) return true;
  int error = errno;
  close_fd(master);
  errno = error;
  return false;
}

int terminal_signal(int master, int signal) {
  pid_t group;
  if (master < 0) return ENOTTY;
  if (ioctl(master, TIOCGPGRP, &group) < 0) return errno;
  if (group <= 1) return ESRCH;
  return kill(-group, signal) == 0 ? 0 : errno;
}

void terminal_resize(struct connection *connection, uint32_t number, const struct request *request) {
  char message[128];
  struct process *process = process_find(request->process.id);
  int error = 0;
  if (process == NULL) error = ESRCH;
  else if (process->terminal < 0) error = ENOTTY;
  else if (set_size(process->terminal, request->process.rows, request->process.columns) < 0) error = errno;
  if (error == 0) {
    connection_send(connection, FRAME_DONE, number, (struct bytes){NULL, 0});
    return;
  }
  snprintf(message, sizeof message, "resize the terminal of process %llu: %s", (unsigned long long)request->process.id,
           strerror(error));
  connection_send_error(connection, number, error, "process", message);
}
