/* The log of a process: what it wrote, in the order in which it was read, each byte with its stream. */
#ifndef LOG_H
#define LOG_H

#include "spool.h"

struct log {
  struct spool bytes;
  struct spool marks; /* one of 8 bytes where the stream changes: the offset, and in the last byte the stream */
  uint8_t stream;     /* of the last byte */
};

/* A place in a log. */
struct log_place {
  uint64_t at;   /* offset of the next byte */
  uint64_t mark; /* which mark covers it */
};

/* What is at a place: a gap, or bytes of one stream, or neither at the log's end. */
struct log_part {
  uint64_t gap; /* so many bytes are no longer kept */
  uint64_t size;
  uint8_t stream;
};

void log_init(struct log *log, uint64_t cap);
void log_append(struct log *log, uint8_t stream, const void *data, size_t size);
uint64_t log_oldest(const struct log *log);
uint64_t log_end(const struct log *log);
/* The place of an offset that is at most log_end. */
struct log_place log_seek(const struct log *log, uint64_t offset);
/* Says what is at the place, and moves it over a gap. */
struct log_part log_look(const struct log *log, struct log_place *place);
/* Reads up to most bytes, no more than log_look found, and moves the place behind them. */
size_t log_read(const struct log *log, struct log_place *place, void *into, size_t most);
void log_free(struct log *log);

#endif
