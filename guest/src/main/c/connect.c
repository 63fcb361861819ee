/* Joins a channel to a TCP port of the sandbox's loopback: 127.0.0.1, then ::1. */
#include "connect.h"

#include "feed.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <sys/socket.h>

struct junction {
  struct channel channel; /* first */
  struct watch socket;    /* waits for the connection, then for bytes; closed when the program's half has ended */
  struct feed feed;       /* from the host to the program */
  bool connected;
  bool over_ipv6;
  int first_error; /* of the attempt with IPv4 */
  uint16_t port;
};

static void attempt(struct junction *junction);

static void close_junction(struct channel *channel) {
  struct junction *junction = CONTAINER_OF(channel, struct junction, channel);
  junction->feed.on_closed = NULL;
  watch_close(&junction->socket);
  feed_close(&junction->feed);
  free(junction);
}

static void finish_if_over(struct junction *junction) {
  if (junction->connected && junction->socket.fd < 0 && junction->feed.closed) {
    channel_done(&junction->channel, (struct bytes){NULL, 0});
  }
}

static void feed_closed(struct feed *feed) {
  finish_if_over(CONTAINER_OF(feed, struct junction, feed));
}

static bool send_data(struct channel *channel) {
  struct junction *junction = CONTAINER_OF(channel, struct junction, channel);
  size_t most = channel_allowed(channel);
  if (!junction->connected || junction->socket.fd < 0 || most == 0) return false;
  ssize_t got = read(junction->socket.fd, channel_data_begin(channel, 1, most), most);
  channel_data_end(channel, got > 0 ? (size_t)got : 0);
  if (got > 0 || (got < 0 && errno == EINTR)) return true;
  if (got < 0 && errno == EAGAIN) {
    watch_again(&junction->socket, EPOLLIN | EPOLLONESHOT);
    return false;
  }
  watch_close(&junction->socket);
  channel_eof(channel, 1);
  finish_if_over(junction);
  return false;
}

static void receive(struct channel *channel, uint8_t stream, struct bytes bytes) {
  struct junction *junction = CONTAINER_OF(channel, struct junction, channel);
  if (stream == 0) feed_push(&junction->feed, channel, bytes);
  else channel_consumed(channel, bytes.size);
}

static void receive_end(struct channel *channel, uint8_t stream) {
  struct junction *junction = CONTAINER_OF(channel, struct junction, channel);
  if (stream == 0) feed_end(&junction->feed);
}

static const struct channel_kind JOINED = {
  .produce = send_data,
  .data = receive,
  .eof = receive_end,
  .close = close_junction,
};

static void connected(struct junction *junction) {
  int on = 1;
  setsockopt(junction->socket.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  int writing = fcntl(junction->socket.fd, F_DUPFD_CLOEXEC, 3);
  if (writing < 0) {
    channel_error(&junction->channel, errno, "limit", "connect to port %u: %s", junction->port, strerror(errno));
    return;
  }
  junction->connected = true;
  channel_started(&junction->channel, (struct bytes){NULL, 0});
  channel_wake(&junction->channel);
  feed_open(&junction->feed, writing); /* last: what the host has sent already may end it at once */
}

static void failed(struct junction *junction, int error) {
  watch_close(&junction->socket);
  if (!junction->over_ipv6) {
    junction->over_ipv6 = true;
    junction->first_error = error;
    attempt(junction);
    return;
  }
  error = junction->first_error;
  channel_error(&junction->channel, error, "port", "connect to port %u: %s", junction->port, strerror(error));
}

static void socket_ready(struct watch *watch, uint32_t events) {
  struct junction *junction = CONTAINER_OF(watch, struct junction, socket);
  int error = 0;
  socklen_t size = sizeof error;
  (void)events;
  if (junction->connected) {
    channel_wake(&junction->channel);
    return;
  }
  if (getsockopt(watch->fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0) error = errno;
  if (error == 0) connected(junction);
  else failed(junction, error);
}

static int start_connecting(int fd, const struct junction *junction) {
  if (junction->over_ipv6) {
    struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_port = htons(junction->port), .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    return connect(fd, (struct sockaddr *)&address, sizeof address);
  }
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(junction->port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  return connect(fd, (struct sockaddr *)&address, sizeof address);
}

static void attempt(struct junction *junction) {
  int fd = socket(junction->over_ipv6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0 || (start_connecting(fd, junction) < 0 && errno != EINPROGRESS)) {
    int error = errno;
    close_fd(&fd);
    failed(junction, error);
    return;
  }
  watch_open(&junction->socket, fd, EPOLLOUT | EPOLLONESHOT, socket_ready);
}

void connect_begin(struct connection *connection, uint32_t number, const struct request *request) {
  struct junction *junction = allocate(sizeof *junction);
  *junction = (struct junction){.socket = NO_WATCH, .port = request->port};
  feed_init(&junction->feed);
  junction->feed.half_close = true;
  junction->feed.on_closed = feed_closed;
  channel_open(&junction->channel, &JOINED, connection, number);
  attempt(junction);
}
