/* Copies between the standard streams and a guest's socket. */
#include "attach.h"

#include "vocabulary.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

static char scratch[65536];

static int connect_to(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) die("%s: too long for a socket's path", path);
  memcpy(address.sun_path, path, strlen(path) + 1);
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) < 0) die("connect to %s", path);
  return fd;
}

/* Moves what is there: false at the end of from, or when to takes no more. */
static bool copy(int from, int to) {
  ssize_t size = read(from, scratch, sizeof scratch);
  if (size < 0 && errno == EINTR) return true;
  for (ssize_t written = 0; written < size;) {
    ssize_t wrote = write(to, scratch + written, (size_t)(size - written));
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return false;
    written += wrote;
  }
  return size > 0;
}

int attach(const char *socket_path) {
  int guest = connect_to(socket_path);
  struct pollfd watched[] = {{guest, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
  for (;;) {
    if (poll(watched, 2, -1) < 0 && errno != EINTR) die("poll");
    if (watched[0].revents != 0 && !copy(guest, STDOUT_FILENO)) return 0;
    /* The host has closed its half: the guest takes that for a lost connection and closes too. */
    if (watched[1].revents != 0 && !copy(STDIN_FILENO, guest)) {
      shutdown(guest, SHUT_WR);
      watched[1].fd = -1;
    }
  }
}
