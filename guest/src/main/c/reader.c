/* Sends a process's output along a channel, as far as there is credit, and the exit record at its end. */
#include "reader.h"

#include "connection.h"

#include <stdio.h>

/* The next piece of one of the outputs. False when all that there is has been sent. */
static bool send_output(struct reader *reader) {
  struct process *process = reader->observer.process;
  struct channel *channel = &reader->observer.channel;
  for (uint32_t i = 0; i < process->output_count && !reader->attached; i++) {
    struct output *output = &process->outputs[i];
    if (reader->output_sent[i] >= output->kept.end) continue;
    size_t most = channel_allowed(channel);
    uint8_t *into = channel_data_begin(channel, output->source.stream, most);
    size_t size = spool_read(&output->kept, reader->output_sent[i], into, most);
    channel_data_end(channel, size);
    if (size == 0) channel_gap(channel, output->source.stream, most = (size_t)(output->kept.end - reader->output_sent[i]));
    reader->output_sent[i] += size == 0 ? most : size; /* what the disk does not give back is lost */
    return true;
  }
  return false;
}

static bool send_log(struct reader *reader) {
  struct channel *channel = &reader->observer.channel;
  const struct log *log = &reader->observer.process->log;
  uint64_t most = channel_allowed(channel);
  if (reader->end_known && reader->place.at >= reader->end) return false;
  struct log_part part = log_look(log, &reader->place);
  if (part.gap > 0) {
    if (reader->end_known && reader->place.at > reader->end) { /* background children wrote on */
      part.gap -= reader->place.at - reader->end;
      reader->place.at = reader->end;
    }
    channel_gap(channel, part.stream, part.gap);
    return true;
  }
  if (most > part.size) most = part.size;
  if (reader->end_known && most > reader->end - reader->place.at) most = reader->end - reader->place.at;
  if (most == 0) return false;
  uint8_t *into = channel_data_begin(channel, part.stream, (size_t)most);
  size_t size = log_read(log, &reader->place, into, (size_t)most);
  channel_data_end(channel, size);
  if (size == 0) { /* the disk does not give it back: it is lost */
    channel_gap(channel, part.stream, most);
    reader->place.at += most;
  }
  return true;
}

static bool outputs_complete(const struct reader *reader) {
  const struct process *process = reader->observer.process;
  for (uint32_t i = 0; i < process->output_count && !reader->attached; i++) {
    if (reader->output_sent[i] < process->outputs[i].kept.end) return false;
  }
  return true;
}

static void finish(struct reader *reader) {
  struct process *process = reader->observer.process;
  struct channel *channel = &reader->observer.channel;
  for (uint32_t i = 0; i < process->output_count && !reader->attached; i++) {
    const struct output *output = &process->outputs[i];
    if (output->dropped > 0) channel_gap(channel, output->source.stream, output->dropped);
  }
  struct exit_record record = process_exit_record(process);
  struct buffer fields = {0};
  put_exit_record(&fields, &record);
  channel_done(channel, (struct bytes){fields.data, fields.size});
  buffer_free(&fields);
}

bool reader_produce(struct channel *channel) {
  struct reader *reader = CONTAINER_OF(channel, struct reader, observer.channel);
  struct process *process = reader->observer.process;
  if (!reader->started) return false;
  if (!reader->end_known && process_has_ended(process)) {
    reader->end = process->exit.log_end;
    reader->end_known = true;
  }
  if (channel->credit > 0 && (send_output(reader) || send_log(reader))) return true;
  if (reader->end_known && reader->place.at >= reader->end && outputs_complete(reader)) finish(reader);
  return false;
}

void reader_data(struct channel *channel, uint8_t stream, struct bytes bytes) {
  struct reader *reader = CONTAINER_OF(channel, struct reader, observer.channel);
  if (stream == 0) feed_push(&reader->observer.process->in, channel, bytes);
  else channel_consumed(channel, bytes.size);
}

void reader_eof(struct channel *channel, uint8_t stream) {
  struct reader *reader = CONTAINER_OF(channel, struct reader, observer.channel);
  if (stream == 0) feed_end(&reader->observer.process->in);
}

static void close_reader(struct channel *channel) {
  struct reader *reader = CONTAINER_OF(channel, struct reader, observer.channel);
  process_leave(&reader->observer);
  free(reader);
}

static const struct channel_kind ATTACHED = {
  .produce = reader_produce,
  .data = reader_data,
  .eof = reader_eof,
  .close = close_reader,
};

void reader_attach(struct connection *connection, uint32_t number, const struct request *request) {
  char message[128];
  struct process *process = process_find(request->process.id);
  uint64_t offset = request->process.offset;
  if (process == NULL) {
    snprintf(message, sizeof message, "attach to process %llu: no such process", (unsigned long long)request->process.id);
    connection_send_error(connection, number, ESRCH, "process", message);
    return;
  }
  if (offset > log_end(&process->log)) {
    snprintf(message, sizeof message, "attach to process %llu at %llu: its log ends at %llu",
             (unsigned long long)process->id, (unsigned long long)offset, (unsigned long long)log_end(&process->log));
    connection_send_error(connection, number, EINVAL, "process", message);
    return;
  }
  struct reader *reader = allocate(sizeof *reader);
  *reader = (struct reader){.started = true, .attached = true, .follow = request->process.follow == 1};
  reader->place = log_seek(&process->log, offset);
  if (!reader->follow || process_has_ended(process)) {
    reader->end = log_end(&process->log);
    reader->end_known = true;
  }
  channel_open(&reader->observer.channel, &ATTACHED, connection, number);
  process_observe(process, &reader->observer);
  struct buffer fields = {0};
  put_u64(&fields, log_oldest(&process->log));
  channel_started(&reader->observer.channel, (struct bytes){fields.data, fields.size});
  buffer_free(&fields);
  channel_wake(&reader->observer.channel);
}
