/* Where the connections of hosts come from: accepted on a listening socket, or handed over in messages. */
#include "arrival.h"

#include "vocabulary.h"

#include <fcntl.h>
#include <sys/socket.h>

int arrival_accepted(int listening) {
  return accept4(listening, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
}

int arrival_received(int datagrams) {
  union {
    char space[CMSG_SPACE(sizeof(int))];
    struct cmsghdr aligned;
  } control;
  char byte;
  int connection;
  struct iovec data = {&byte, sizeof byte};
  struct msghdr message = {
    .msg_iov = &data, .msg_iovlen = 1, .msg_control = control.space, .msg_controllen = sizeof control.space};
  if (recvmsg(datagrams, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT) < 0) return -1;
  const struct cmsghdr *rights = CMSG_FIRSTHDR(&message);
  if (rights == NULL || rights->cmsg_type != SCM_RIGHTS || rights->cmsg_len != CMSG_LEN(sizeof connection)) {
    errno = EAGAIN; /* a message without a connection means nothing */
    return -1;
  }
  memcpy(&connection, CMSG_DATA(rights), sizeof connection);
  fcntl(connection, F_SETFL, O_NONBLOCK);
  return connection;
}
