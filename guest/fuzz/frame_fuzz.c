/* libFuzzer target: takes the input for what a host sends, as connection.c does, and decodes every frame and request in it.
 * Links the same object code as the daemon. */
#include "frame.h"
#include "request.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Reads all that a slice covers, so that the sanitizer sees a slice beyond the payload. */
static unsigned touch(struct bytes bytes) {
  unsigned sum = 0;
  for (size_t i = 0; i < bytes.size; i++) sum += bytes.data[i];
  return sum;
}

static unsigned touch_spawn(const struct spawn_request *spawn) {
  unsigned sum = touch(spawn->label) + touch(spawn->user) + touch(spawn->cwd) + touch(spawn->fork_server);
  for (uint32_t i = 0; i < spawn->argv.count; i++) sum += touch(spawn->argv.items[i]);
  for (uint32_t i = 0; i < spawn->env.count; i++) sum += touch(spawn->env.items[i]);
  for (uint32_t i = 0; i < spawn->input_count; i++) {
    if (spawn->inputs[i].fd < EXTRA_FD_FIRST || spawn->inputs[i].fd > EXTRA_FD_LAST) __builtin_trap();
  }
  if (spawn->argv.count == 0 || spawn->input_count + spawn->output_count > EXTRA_FD_LAST) __builtin_trap();
  return sum;
}

static unsigned touch_file(const struct file_request *file) {
  return touch(file->user) + touch(file->path) + touch(file->to) + touch(file->owner) + touch(file->group);
}

static void decode_request(struct bytes payload) {
  static volatile unsigned sink;
  struct request request;
  if (request_decode(payload, &request) != NULL) return;
  if (request.op == OP_SPAWN) sink += touch_spawn(&request.spawn);
  if (request.op >= OP_READ && request.op <= OP_USER) sink += touch_file(&request.file);
  request_free(&request);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  while (size >= FRAME_HEADER) {
    struct frame_header header;
    if (!frame_header_decode(data, &header) || header.length > size - FRAME_HEADER) return 0;
    struct bytes payload = {data + FRAME_HEADER, header.length};
    if (header.type == FRAME_REQUEST) decode_request(payload);
    if (header.type == FRAME_HELLO) frame_hello_valid(payload);
    data += FRAME_HEADER + header.length;
    size -= FRAME_HEADER + header.length;
  }
  return 0;
}
