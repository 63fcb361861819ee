/* The encodings of single fields. No I/O: the daemon, the unit tests and the fuzzer link this same file. */
#include "wire.h"

uint8_t *buffer_reserve(struct buffer *buffer, size_t more) {
  size_t needed = buffer->size + more;
  if (needed > buffer->capacity) {
    size_t capacity = buffer->capacity < 128 ? 128 : buffer->capacity * 2;
    if (capacity < needed) capacity = needed;
    buffer->data = reallocate(buffer->data, capacity);
    buffer->capacity = capacity;
  }
  return buffer->data + buffer->size;
}

void buffer_free(struct buffer *buffer) {
  free(buffer->data);
  *buffer = (struct buffer){0};
}

void put_raw(struct buffer *buffer, const void *data, size_t size) {
  if (size == 0) return;
  memcpy(buffer_reserve(buffer, size), data, size);
  buffer->size += size;
}

static void put_integer(struct buffer *buffer, uint64_t value, unsigned width) {
  uint8_t *at = buffer_reserve(buffer, width);
  for (unsigned i = 0; i < width; i++) at[i] = (uint8_t)(value >> (8 * (width - 1 - i)));
  buffer->size += width;
}

void put_u8(struct buffer *buffer, uint8_t value) {
  put_integer(buffer, value, 1);
}

void put_u16(struct buffer *buffer, uint16_t value) {
  put_integer(buffer, value, 2);
}

void put_u32(struct buffer *buffer, uint32_t value) {
  put_integer(buffer, value, 4);
}

void put_u64(struct buffer *buffer, uint64_t value) {
  put_integer(buffer, value, 8);
}

void put_bytes(struct buffer *buffer, struct bytes bytes) {
  put_u32(buffer, (uint32_t)bytes.size);
  put_raw(buffer, bytes.data, bytes.size);
}

void put_text(struct buffer *buffer, const char *text) {
  put_bytes(buffer, bytes_of(text));
}

struct cursor cursor_over(struct bytes bytes) {
  return (struct cursor){.at = bytes.data, .left = bytes.size};
}

static const uint8_t *take_raw(struct cursor *cursor, size_t size) {
  if (cursor->broken || size > cursor->left) {
    cursor->broken = true;
    return NULL;
  }
  const uint8_t *at = cursor->at;
  cursor->at += size;
  cursor->left -= size;
  return at;
}

static uint64_t take_integer(struct cursor *cursor, unsigned width) {
  const uint8_t *at = take_raw(cursor, width);
  uint64_t value = 0;
  if (at == NULL) return 0;
  for (unsigned i = 0; i < width; i++) value = value << 8 | at[i];
  return value;
}

uint8_t take_u8(struct cursor *cursor) {
  return (uint8_t)take_integer(cursor, 1);
}

uint16_t take_u16(struct cursor *cursor) {
  return (uint16_t)take_integer(cursor, 2);
}

uint32_t take_u32(struct cursor *cursor) {
  return (uint32_t)take_integer(cursor, 4);
}

uint64_t take_u64(struct cursor *cursor) {
  return take_integer(cursor, 8);
}

struct bytes take_bytes(struct cursor *cursor) {
  size_t size = take_u32(cursor);
  const uint8_t *at = take_raw(cursor, size);
  return at == NULL ? (struct bytes){(const uint8_t *)"", 0} : (struct bytes){at, size};
}

struct bytes take_text(struct cursor *cursor) {
  struct bytes text = take_bytes(cursor);
  if (text.size > 0 && memchr(text.data, 0, text.size) != NULL) cursor->broken = true;
  return text;
}

bool cursor_complete(const struct cursor *cursor) {
  return !cursor->broken && cursor->left == 0;
}
