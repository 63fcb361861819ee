/* A golden frame (golden/README.md), read from its file. */
#ifndef GOLDEN_H
#define GOLDEN_H

#include "frame.h"

struct golden_field {
  char *key, *value;
};

struct golden {
  const char *file; /* for messages */
  bool from_guest, valid;
  struct buffer frame; /* decoded from hex */
  const char *type, *op; /* op: "" where there is none */
  uint32_t channel;
  struct golden_field *fields;
  size_t count, taken;
};

/* Ends the program when the file is not a golden frame. */
struct golden golden_read(const char *path);

/* The next field, which must have this key. */
uint64_t golden_number(struct golden *golden, const char *key);
struct bytes golden_bytes(struct golden *golden, const char *key);
/* Whether the next field has this key. */
bool golden_next_is(const struct golden *golden, const char *key);

/* Compares a field as decoded with the next one of the file; ends the program when they differ. */
void golden_expect_number(struct golden *golden, const char *key, uint64_t value);
void golden_expect_bytes(struct golden *golden, const char *key, struct bytes bytes);

NORETURN PRINTF(2, 3) void golden_fail(const struct golden *golden, const char *format, ...);

#endif
