/* The encodings of single fields: big-endian integers and length-prefixed bytes. No I/O. */
#ifndef WIRE_H
#define WIRE_H

#include "vocabulary.h"

/* Bytes that grow at the end. All zero is an empty one. */
struct buffer {
  uint8_t *data;
  size_t size;
  size_t capacity;
};

/* Makes room for that many bytes at the end and says where; the caller adds what it used to size. */
uint8_t *buffer_reserve(struct buffer *buffer, size_t more);
void buffer_free(struct buffer *buffer);

void put_raw(struct buffer *buffer, const void *data, size_t size);
void put_u8(struct buffer *buffer, uint8_t value);
void put_u16(struct buffer *buffer, uint16_t value);
void put_u32(struct buffer *buffer, uint32_t value);
void put_u64(struct buffer *buffer, uint64_t value);
void put_bytes(struct buffer *buffer, struct bytes bytes);
void put_text(struct buffer *buffer, const char *text);

/* Reads fields one after another. The first that does not fit sets broken, from when on everything reads as zero. */
struct cursor {
  const uint8_t *at;
  size_t left;
  bool broken;
};

struct cursor cursor_over(struct bytes bytes);
uint8_t take_u8(struct cursor *cursor);
uint16_t take_u16(struct cursor *cursor);
uint32_t take_u32(struct cursor *cursor);
uint64_t take_u64(struct cursor *cursor);
struct bytes take_bytes(struct cursor *cursor);
/* As take_bytes, for what becomes a C string: a NUL inside is broken. */
struct bytes take_text(struct cursor *cursor);
/* All fields were there and nothing is left. */
bool cursor_complete(const struct cursor *cursor);

#endif
