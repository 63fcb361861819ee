/* Flow control of one operation, and the frames that it sends. */
#include "channel.h"

#include "connection.h"

#include <stdarg.h>
#include <stdio.h>

enum { GRANT_AT_LEAST = FRAME_WINDOW / 4 };

void channel_open(struct channel *channel, const struct channel_kind *kind, struct connection *connection, uint32_t number) {
  *channel = (struct channel){
    .kind = kind,
    .connection = connection,
    .number = number,
    .credit = FRAME_WINDOW,
    .window = FRAME_WINDOW,
  };
  connection_add(connection, channel);
}

void channel_wake(struct channel *channel) {
  if (channel->connection != NULL) connection_queue(channel->connection, channel);
}

static void send(struct channel *channel, enum frame_type type, struct bytes payload) {
  connection_send(channel->connection, type, channel->number, payload);
}

void channel_consumed(struct channel *channel, uint64_t bytes) {
  if (channel == NULL || channel->connection == NULL) return;
  channel->consumed += bytes;
  if (channel->consumed < GRANT_AT_LEAST) return;
  struct buffer credit = {0};
  put_u32(&credit, (uint32_t)channel->consumed);
  channel->window += channel->consumed;
  channel->consumed = 0;
  send(channel, FRAME_CREDIT, (struct bytes){credit.data, credit.size});
  buffer_free(&credit);
}

void channel_started(struct channel *channel, struct bytes fields) {
  send(channel, FRAME_STARTED, fields);
}

uint8_t *channel_data_begin(struct channel *channel, uint8_t stream, size_t most) {
  return connection_data_begin(channel->connection, channel->number, stream, most);
}

void channel_data_end(struct channel *channel, size_t size) {
  channel->credit -= size;
  connection_data_end(channel->connection, size);
}

size_t channel_allowed(const struct channel *channel) {
  return channel->credit < FRAME_DATA_MOST ? (size_t)channel->credit : FRAME_DATA_MOST;
}

void channel_eof(struct channel *channel, uint8_t stream) {
  send(channel, FRAME_EOF, (struct bytes){&stream, 1});
}

void channel_gap(struct channel *channel, uint8_t stream, uint64_t bytes) {
  struct buffer gap = {0};
  put_u8(&gap, stream);
  put_u64(&gap, bytes);
  send(channel, FRAME_GAP, (struct bytes){gap.data, gap.size});
  buffer_free(&gap);
}

static void end(struct channel *channel) {
  connection_remove(channel->connection, channel);
  channel->kind->close(channel);
}

void channel_done(struct channel *channel, struct bytes fields) {
  send(channel, FRAME_DONE, fields);
  end(channel);
}

void channel_error(struct channel *channel, int error, const char *what, const char *format, ...) {
  char message[4096];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  connection_send_error(channel->connection, channel->number, error, what, message);
  end(channel);
}
