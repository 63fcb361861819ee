/* Frames of the guest protocol (PROTOCOL.md, "Frames"). No I/O. */
#ifndef FRAME_H
#define FRAME_H

#include "wire.h"

enum {
  PROTOCOL_VERSION = 1,
  FRAME_HEADER = 8,
  FRAME_PAYLOAD_MOST = 65536,
  FRAME_REQUEST_MOST = 1048576,
  FRAME_DATA_MOST = FRAME_PAYLOAD_MOST - 1,
  FRAME_WINDOW = 262144, /* bytes that each side may send on a channel before it needs CREDIT */
  BOOT_ID_SIZE = 16
};

enum frame_type {
  FRAME_HELLO = 1,
  FRAME_REQUEST,
  FRAME_STARTED,
  FRAME_DATA,
  FRAME_EOF,
  FRAME_CREDIT,
  FRAME_GAP,
  FRAME_DONE,
  FRAME_ERROR,
  FRAME_CANCEL
};

struct frame_header {
  enum frame_type type;
  uint32_t length;
  uint32_t channel;
};

/* False for what no correct peer sends: an unknown type, a payload too long for it, channel 0 for anything but HELLO. */
bool frame_header_decode(const uint8_t encoded[FRAME_HEADER], struct frame_header *header);

/* Starts a frame at the end of the buffer; its fields are put next, then frame_end gets what frame_begin returned. */
size_t frame_begin(struct buffer *buffer, enum frame_type type, uint32_t channel);
void frame_end(struct buffer *buffer, size_t begun);

/* A HELLO's payload. The host's is magic and version only. */
void frame_put_hello(struct buffer *buffer, const uint8_t boot_id[BOOT_ID_SIZE], const char *version, const char *machine);
bool frame_hello_valid(struct bytes payload);

/* An ERROR's payload. */
void frame_put_error(struct buffer *buffer, int error, const char *what, const char *message);

#endif
