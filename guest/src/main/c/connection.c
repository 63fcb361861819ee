/* Hosts' connections: takes them in, cuts what arrives into frames, and sends fairly what channels produce. */
#include "connection.h"

#include "operation.h"

#include <stdio.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/utsname.h>

enum {
  BUCKETS = 64,
  READ_AT_ONCE = 4 * (FRAME_PAYLOAD_MOST + FRAME_HEADER),
  OUT_ENOUGH = 262144,  /* channels produce no more while so much waits to be sent */
  OUT_TOO_MUCH = 1048576 /* no more requests are read while so much waits: the host does not read its answers */
};

struct connection {
  struct watch watch;
  bool greeted; /* the host's HELLO has come */
  bool lost;
  uint32_t watched; /* epoll events asked for */
  struct buffer in, out;
  size_t sent; /* of out */
  size_t data_begun; /* where in out connection_data_begin has begun */
  struct channel *queue_first, *queue_last;
  struct channel *channels[BUCKETS];
  unsigned channel_count;
};

static struct watch door = {-1, NULL};
static int (*next_arrival)(int door);
static struct timer look_again;
static struct connection *connections[CONNECTIONS_MOST];
static unsigned connection_count;
static uint8_t boot_id[BOOT_ID_SIZE];
static void (*on_change)(void);

unsigned connections_count(void) {
  return connection_count;
}

void connections_on_change(void (*changed)(void)) {
  on_change = changed;
}

static struct channel **find(struct connection *connection, uint32_t number) {
  struct channel **link = &connection->channels[number % BUCKETS];
  while (*link != NULL && (*link)->number != number) link = &(*link)->next;
  return link;
}

void connection_add(struct connection *connection, struct channel *channel) {
  *find(connection, channel->number) = channel;
  connection->channel_count++;
}

static void unqueue(struct connection *connection, struct channel *channel) {
  struct channel *before = NULL;
  for (struct channel *other = connection->queue_first; other != channel; other = other->next_queued) before = other;
  if (before == NULL) connection->queue_first = channel->next_queued;
  else before->next_queued = channel->next_queued;
  if (connection->queue_last == channel) connection->queue_last = before;
  channel->queued = false;
}

void connection_remove(struct connection *connection, struct channel *channel) {
  if (channel->queued) unqueue(connection, channel);
  struct channel **link = find(connection, channel->number);
  *link = channel->next;
  connection->channel_count--;
  channel->connection = NULL; /* from now on it sends nothing more */
}

void connection_queue(struct connection *connection, struct channel *channel) {
  if (channel->queued || channel->kind->produce == NULL) return;
  channel->queued = true;
  channel->next_queued = NULL;
  if (connection->queue_first == NULL) connection->queue_first = channel;
  else connection->queue_last->next_queued = channel;
  connection->queue_last = channel;
}

void connection_send(struct connection *connection, enum frame_type type, uint32_t channel, struct bytes payload) {
  size_t begun = frame_begin(&connection->out, type, channel);
  put_raw(&connection->out, payload.data, payload.size);
  frame_end(&connection->out, begun);
}

uint8_t *connection_data_begin(struct connection *connection, uint32_t channel, uint8_t stream, size_t most) {
  connection->data_begun = frame_begin(&connection->out, FRAME_DATA, channel);
  put_u8(&connection->out, stream);
  return buffer_reserve(&connection->out, most);
}

void connection_data_end(struct connection *connection, size_t size) {
  connection->out.size += size;
  if (size == 0) connection->out.size = connection->data_begun;
  else frame_end(&connection->out, connection->data_begun);
}

void connection_send_error(struct connection *connection, uint32_t channel, int error, const char *what, const char *message) {
  size_t begun = frame_begin(&connection->out, FRAME_ERROR, channel);
  frame_put_error(&connection->out, error, what, message);
  frame_end(&connection->out, begun);
}

static void send_hello(struct connection *connection) {
  struct utsname name;
  if (uname(&name) < 0) die("uname");
  size_t begun = frame_begin(&connection->out, FRAME_HELLO, 0);
  frame_put_hello(&connection->out, boot_id, GUEST_VERSION, name.machine);
  frame_end(&connection->out, begun);
}

/* A REQUEST: false if no correct host sends it. */
static bool take_request(struct connection *connection, uint32_t number, struct bytes payload) {
  if (*find(connection, number) != NULL) return false;
  if (connection->channel_count >= CHANNELS_MOST) {
    connection_send_error(connection, number, EAGAIN, "limit", "1024 channels are open on this connection: end one first");
  } else {
    operation_begin(connection, number, payload);
  }
  return true;
}

static bool take_data(struct channel *channel, struct bytes payload) {
  if (payload.size == 0 || payload.size - 1 > channel->window) return false;
  struct bytes bytes = {payload.data + 1, payload.size - 1};
  channel->window -= bytes.size;
  if (channel->kind->data != NULL) channel->kind->data(channel, payload.data[0], bytes);
  else channel_consumed(channel, bytes.size);
  return true;
}

static bool take_credit(struct channel *channel, struct bytes payload) {
  struct cursor cursor = cursor_over(payload);
  channel->credit += take_u32(&cursor);
  if (!cursor_complete(&cursor) || channel->credit > INT32_MAX) return false;
  channel_wake(channel);
  return true;
}

/* A whole frame: false if no correct host sends it. */
static bool take_frame(struct connection *connection, const struct frame_header *header, struct bytes payload) {
  if (connection->greeted == (header->type == FRAME_HELLO)) return false;
  if (header->type == FRAME_HELLO) return connection->greeted = frame_hello_valid(payload);
  if (header->type == FRAME_REQUEST) return take_request(connection, header->channel, payload);
  struct channel *channel = *find(connection, header->channel);
  if (channel == NULL) return true; /* it has ended; this frame crossed with its end */
  switch (header->type) {
    case FRAME_DATA:
      return take_data(channel, payload);
    case FRAME_EOF:
      if (payload.size != 1) return false;
      if (channel->kind->eof != NULL) channel->kind->eof(channel, payload.data[0]);
      return true;
    case FRAME_CREDIT:
      return take_credit(channel, payload);
    case FRAME_CANCEL:
      if (payload.size != 0) return false;
      channel_error(channel, ECANCELED, "request", "cancelled by the host");
      return true;
    case FRAME_HELLO:
    case FRAME_REQUEST:
    case FRAME_STARTED:
    case FRAME_GAP:
    case FRAME_DONE:
    case FRAME_ERROR:
      break;
  }
  return false;
}

static void take_frames(struct connection *connection) {
  size_t at = 0;
  while (!connection->lost && connection->in.size - at >= FRAME_HEADER) {
    struct frame_header header;
    const uint8_t *begin = connection->in.data + at;
    if (!frame_header_decode(begin, &header)) {
      connection->lost = true;
    } else if (connection->in.size - at < FRAME_HEADER + (size_t)header.length) {
      buffer_reserve(&connection->in, header.length); /* so that the rest of it fits */
      break;
    } else {
      connection->lost = !take_frame(connection, &header, (struct bytes){begin + FRAME_HEADER, header.length});
      at += FRAME_HEADER + (size_t)header.length;
    }
  }
  memmove(connection->in.data, connection->in.data + at, connection->in.size - at);
  connection->in.size -= at;
}

static void read_ready(struct watch *watch, uint32_t events) {
  struct connection *connection = CONTAINER_OF(watch, struct connection, watch);
  if ((events & ~(uint32_t)EPOLLOUT) == 0) return;
  uint8_t *into = buffer_reserve(&connection->in, READ_AT_ONCE);
  ssize_t got = read(watch->fd, into, connection->in.capacity - connection->in.size);
  if (got > 0) {
    connection->in.size += (size_t)got;
    take_frames(connection);
  } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
    connection->lost = true;
  }
}

static void drop(unsigned index) {
  struct connection *connection = connections[index];
  for (unsigned i = 0; i < BUCKETS; i++) {
    while (connection->channels[i] != NULL) {
      struct channel *channel = connection->channels[i];
      connection_remove(connection, channel);
      channel->kind->close(channel);
    }
  }
  watch_close(&connection->watch);
  buffer_free(&connection->in);
  buffer_free(&connection->out);
  free(connection);
  connections[index] = connections[--connection_count];
  if (on_change != NULL) on_change();
}

/* Lets channels produce in turn until enough waits to be sent. */
static void produce(struct connection *connection) {
  while (connection->queue_first != NULL && connection->out.size - connection->sent < OUT_ENOUGH) {
    struct channel *channel = connection->queue_first;
    unqueue(connection, channel);
    if (channel->kind->produce(channel)) connection_queue(connection, channel);
  }
}

static void send_some(struct connection *connection) {
  size_t left = connection->out.size - connection->sent;
  if (left == 0) return;
  ssize_t wrote = write(connection->watch.fd, connection->out.data + connection->sent, left);
  if (wrote < 0) {
    if (errno != EAGAIN && errno != EINTR) connection->lost = true;
    return;
  }
  connection->sent += (size_t)wrote;
  if (connection->sent < connection->out.size && connection->sent < OUT_ENOUGH) return;
  memmove(connection->out.data, connection->out.data + connection->sent, connection->out.size - connection->sent);
  connection->out.size -= connection->sent;
  connection->sent = 0;
}

static void watch_for(struct connection *connection) {
  size_t left = connection->out.size - connection->sent;
  uint32_t events = left < OUT_TOO_MUCH ? EPOLLIN : 0;
  if (left > 0 || connection->queue_first != NULL) events |= EPOLLOUT;
  if (events != connection->watched) watch_again(&connection->watch, events);
  connection->watched = events;
}

/* An idle connection holds no buffers. */
static void shrink(struct connection *connection) {
  if (connection->channel_count > 0) return;
  if (connection->in.size == 0) buffer_free(&connection->in);
  if (connection->out.size == 0) buffer_free(&connection->out);
}

void connections_service(void) {
  for (unsigned i = connection_count; i-- > 0;) {
    struct connection *connection = connections[i];
    if (!connection->lost) {
      produce(connection);
      send_some(connection);
    }
    if (connection->lost) {
      drop(i);
    } else {
      watch_for(connection);
      shrink(connection);
    }
  }
}

static void look_after_pause(struct timer *timer) {
  (void)timer;
  watch_again(&door, EPOLLIN);
}

static void take_in(struct watch *watch, uint32_t events) {
  (void)events;
  int fd = next_arrival(watch->fd);
  if (fd < 0) {
    if (errno == EAGAIN || errno == EINTR || errno == ECONNABORTED) return;
    watch_again(watch, 0); /* out of descriptors or memory: the host waits in the backlog */
    timer_set(&look_again, 100, look_after_pause);
    return;
  }
  if (connection_count == CONNECTIONS_MOST) {
    close(fd);
    return;
  }
  struct connection *connection = allocate(sizeof *connection);
  *connection = (struct connection){.watched = EPOLLIN};
  connections[connection_count++] = connection;
  watch_open(&connection->watch, fd, EPOLLIN, read_ready);
  send_hello(connection);
  if (on_change != NULL) on_change();
}

void connections_from(int fd, int (*next)(int fd)) {
  if (getrandom(boot_id, sizeof boot_id, 0) != sizeof boot_id) die("getrandom");
  next_arrival = next;
  watch_open(&door, fd, EPOLLIN, take_in);
}
