/* A process's log: its bytes, and beside them where the stream changes. */
#include "log.h"

enum { MARK_SIZE = 8 };

void log_init(struct log *log, uint64_t cap) {
  uint64_t marks = cap < SPOOL_IN_MEMORY ? SPOOL_IN_MEMORY : cap - cap % MARK_SIZE;
  spool_init(&log->bytes, cap);
  spool_init(&log->marks, marks);
  log->stream = 0;
}

static uint64_t mark_count(const struct log *log) {
  return log->marks.end / MARK_SIZE;
}

static uint64_t first_mark(const struct log *log) {
  return (log->marks.start + MARK_SIZE - 1) / MARK_SIZE;
}

static uint64_t read_mark(const struct log *log, uint64_t index) {
  uint64_t mark = 0;
  spool_read(&log->marks, index * MARK_SIZE, &mark, sizeof mark);
  return mark;
}

static uint64_t mark_offset(const struct log *log, uint64_t index) {
  return index < mark_count(log) ? read_mark(log, index) >> 8 : log_end(log);
}

void log_append(struct log *log, uint8_t stream, const void *data, size_t size) {
  if (size > 0 && stream != log->stream) {
    uint64_t mark = log->bytes.end << 8 | stream;
    spool_append(&log->marks, &mark, sizeof mark);
    log->stream = stream;
  }
  spool_append(&log->bytes, data, size);
}

uint64_t log_oldest(const struct log *log) {
  uint64_t marked = mark_offset(log, first_mark(log));
  return marked > log->bytes.start ? marked : log->bytes.start;
}

uint64_t log_end(const struct log *log) {
  return log->bytes.end;
}

struct log_place log_seek(const struct log *log, uint64_t offset) {
  uint64_t low = first_mark(log), high = mark_count(log);
  while (low + 1 < high) { /* the last mark that is not beyond the offset is in [low, high) */
    uint64_t middle = low + (high - low) / 2;
    if (mark_offset(log, middle) <= offset) low = middle;
    else high = middle;
  }
  return (struct log_place){.at = offset, .mark = low};
}

struct log_part log_look(const struct log *log, struct log_place *place) {
  struct log_part part = {0};
  uint64_t oldest = log_oldest(log);
  if (place->at < oldest) {
    part.gap = oldest - place->at;
    part.stream = 1;
    *place = log_seek(log, oldest);
    return part;
  }
  if (place->at == log_end(log)) return part;
  uint64_t next = mark_offset(log, place->mark + 1);
  if (next <= place->at) {
    place->mark++;
    next = mark_offset(log, place->mark + 1);
  }
  part.stream = (uint8_t)read_mark(log, place->mark);
  part.size = next - place->at;
  return part;
}

size_t log_read(const struct log *log, struct log_place *place, void *into, size_t most) {
  size_t size = spool_read(&log->bytes, place->at, into, most);
  place->at += size;
  return size;
}

void log_free(struct log *log) {
  spool_free(&log->bytes);
  spool_free(&log->marks);
}
