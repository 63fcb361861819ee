/* The frame codec. No I/O: the daemon, the unit tests and the fuzzer link this same file. */
#include "frame.h"

#define MAGIC 0x53425247u /* SBRG */

static uint32_t longest_payload(enum frame_type type) {
  return type == FRAME_REQUEST ? FRAME_REQUEST_MOST : FRAME_PAYLOAD_MOST;
}

bool frame_header_decode(const uint8_t encoded[FRAME_HEADER], struct frame_header *header) {
  uint8_t type = encoded[0];
  if (type < FRAME_HELLO || type > FRAME_CANCEL) return false;
  header->type = (enum frame_type)type;
  header->length = (uint32_t)encoded[1] << 16 | (uint32_t)encoded[2] << 8 | encoded[3];
  header->channel = (uint32_t)encoded[4] << 24 | (uint32_t)encoded[5] << 16 | (uint32_t)encoded[6] << 8 | encoded[7];
  return header->length <= longest_payload(header->type) && (header->channel == 0) == (header->type == FRAME_HELLO);
}

size_t frame_begin(struct buffer *buffer, enum frame_type type, uint32_t channel) {
  size_t begun = buffer->size;
  put_u32(buffer, (uint32_t)type << 24);
  put_u32(buffer, channel);
  return begun;
}

void frame_end(struct buffer *buffer, size_t begun) {
  size_t length = buffer->size - begun - FRAME_HEADER;
  buffer->data[begun + 1] = (uint8_t)(length >> 16);
  buffer->data[begun + 2] = (uint8_t)(length >> 8);
  buffer->data[begun + 3] = (uint8_t)length;
}

void frame_put_hello(struct buffer *buffer, const uint8_t boot_id[BOOT_ID_SIZE], const char *version, const char *machine) {
  put_u32(buffer, MAGIC);
  put_u16(buffer, PROTOCOL_VERSION);
  put_raw(buffer, boot_id, BOOT_ID_SIZE);
  put_text(buffer, version);
  put_text(buffer, machine);
}

bool frame_hello_valid(struct bytes payload) {
  struct cursor cursor = cursor_over(payload);
  bool valid = take_u32(&cursor) == MAGIC;
  valid = take_u16(&cursor) == PROTOCOL_VERSION && valid;
  return valid && cursor_complete(&cursor);
}

void frame_put_error(struct buffer *buffer, int error, const char *what, const char *message) {
  put_u32(buffer, (uint32_t)error);
  put_text(buffer, what);
  put_text(buffer, message);
}
