/* Decodes REQUEST payloads. No I/O: the daemon, the unit tests and the fuzzer link this same file. */
#include "request.h"

static struct byte_list take_list(struct cursor *cursor) {
  struct byte_list list = {NULL, 0};
  uint32_t count = take_u32(cursor);
  if (cursor->broken || count > cursor->left / 4) { /* every item has at least its length */
    cursor->broken = true;
    return list;
  }
  list.items = allocate(count * sizeof *list.items);
  list.count = count;
  for (uint32_t i = 0; i < count; i++) list.items[i] = take_text(cursor);
  return list;
}

/* A descriptor from 3 to 63 that is not in taken yet. */
static uint8_t take_extra_fd(struct cursor *cursor, uint64_t *taken) {
  uint8_t fd = take_u8(cursor);
  if (fd < EXTRA_FD_FIRST || fd > EXTRA_FD_LAST || (*taken >> fd & 1) != 0) {
    cursor->broken = true;
    return 0;
  }
  *taken |= (uint64_t)1 << fd;
  return fd;
}

static void take_extra_fds(struct cursor *cursor, struct spawn_request *spawn) {
  uint64_t taken = 0;
  uint32_t count = take_u32(cursor);
  while (count-- > 0 && !cursor->broken) {
    struct spawn_input *input = &spawn->inputs[spawn->input_count];
    input->fd = take_extra_fd(cursor, &taken);
    input->length = take_u64(cursor);
    if (input->length > INPUT_MOST) cursor->broken = true;
    if (!cursor->broken) spawn->input_count++;
  }
  count = take_u32(cursor);
  while (count-- > 0 && !cursor->broken) {
    spawn->outputs[spawn->output_count] = take_extra_fd(cursor, &taken);
    if (!cursor->broken) spawn->output_count++;
  }
}

static const char *take_spawn(struct cursor *cursor, struct spawn_request *spawn) {
  spawn->flags = take_u16(cursor);
  spawn->rows = take_u16(cursor);
  spawn->columns = take_u16(cursor);
  spawn->log_cap = take_u64(cursor);
  spawn->label = take_bytes(cursor);
  spawn->user = take_text(cursor);
  spawn->cwd = take_text(cursor);
  spawn->argv = take_list(cursor);
  spawn->env = take_list(cursor);
  take_extra_fds(cursor, spawn);
  spawn->fork_server = take_bytes(cursor);
  if (cursor->broken) return "SPAWN: its fields do not fit its length, or a descriptor is not from 3 to 63, or twice there";
  if ((spawn->flags & ~(SPAWN_MERGE | SPAWN_STDIN | SPAWN_TTY | SPAWN_KEEP)) != 0) return "SPAWN: unknown flag";
  if (spawn->label.size > LABEL_MOST) return "SPAWN: label longer than 16384 bytes";
  if (spawn->cwd.size > 0 && spawn->cwd.data[0] != '/') return "SPAWN: cwd is not absolute";
  if (spawn->argv.count == 0) return "SPAWN: argv is empty";
  if ((spawn->flags & SPAWN_TTY) != 0) spawn->flags |= SPAWN_MERGE | SPAWN_STDIN;
  if (spawn->log_cap == 0) spawn->log_cap = LOG_CAP_DEFAULT;
  return NULL;
}

static void take_file_fields(struct cursor *cursor, enum operation op, struct file_request *file) {
  file->user = take_text(cursor);
  if (op == OP_USER) return;
  file->path = take_text(cursor);
  if (op == OP_READ) {
    file->offset = take_u64(cursor);
    file->length = take_u64(cursor);
    file->flags = take_u8(cursor);
  } else if (op == OP_WRITE) {
    file->flags = take_u32(cursor);
    file->mode = take_u32(cursor);
    file->offset = take_u64(cursor);
  } else if (op == OP_LIST) {
    file->depth = take_u32(cursor);
    file->most = take_u64(cursor);
  } else if (op == OP_MKDIR) {
    file->mode = take_u32(cursor);
    file->flags = take_u8(cursor);
  } else if (op == OP_STAT || op == OP_REMOVE) {
    file->flags = take_u8(cursor);
  } else if (op == OP_RENAME) {
    file->to = take_text(cursor);
    file->flags = take_u8(cursor);
  } else if (op == OP_CHMOD) {
    file->mode = take_u32(cursor);
  } else if (op == OP_CHOWN) {
    file->owner = take_text(cursor);
    file->group = take_text(cursor);
  } else if (op == OP_FIND) {
    file->needle = take_bytes(cursor);
    file->most = take_u64(cursor);
  }
}

static const char *take_file(struct cursor *cursor, enum operation op, struct file_request *file) {
  uint32_t known = op == OP_WRITE ? WRITE_CREATE | WRITE_TRUNCATE | WRITE_NEW | WRITE_APPEND | WRITE_PARENTS : 1;
  take_file_fields(cursor, op, file);
  if ((file->flags & ~known) != 0) return "unknown flag of a file operation";
  if (file->mode > 07777) return "a mode beyond 07777";
  if (op == OP_FIND && file->needle.size == 0) return "FIND: nothing to look for";
  if (op == OP_FIND && file->needle.size > FIND_NEEDLE_MOST) return "FIND: more than 65536 bytes to look for";
  return NULL;
}

static const char *take_fields(struct cursor *cursor, struct request *request) {
  switch (request->op) {
    case OP_PING:
    case OP_STATS:
    case OP_PROCESSES:
    case OP_PORTS:
      return NULL;
    case OP_SPAWN:
      return take_spawn(cursor, &request->spawn);
    case OP_ATTACH:
      request->process.id = take_u64(cursor);
      request->process.offset = take_u64(cursor);
      request->process.follow = take_u8(cursor);
      return request->process.follow > 1 ? "ATTACH: follow is neither 0 nor 1" : NULL;
    case OP_WAIT:
    case OP_RELEASE:
    case OP_LIMITS:
      request->process.id = take_u64(cursor);
      return NULL;
    case OP_SIGNAL:
      request->process.id = take_u64(cursor);
      request->process.signal = take_u32(cursor);
      request->process.scope = take_u8(cursor);
      if (request->process.signal > 64) return "SIGNAL: no such signal";
      return request->process.scope > SCOPE_FOREGROUND ? "SIGNAL: no such scope" : NULL;
    case OP_RESIZE:
      request->process.id = take_u64(cursor);
      request->process.rows = take_u16(cursor);
      request->process.columns = take_u16(cursor);
      return NULL;
    case OP_LEASE:
      request->lease_seconds = take_u64(cursor);
      return NULL;
    case OP_ENV:
      request->variables.changes = take_list(cursor);
      request->variables.prefix = take_text(cursor);
      return NULL;
    case OP_READ:
    case OP_WRITE:
    case OP_STAT:
    case OP_LIST:
    case OP_MKDIR:
    case OP_REMOVE:
    case OP_RENAME:
    case OP_CHMOD:
    case OP_CHOWN:
    case OP_REALPATH:
    case OP_USER:
    case OP_FIND:
      return take_file(cursor, request->op, &request->file);
    case OP_CONNECT:
      request->port = take_u16(cursor);
      return NULL;
  }
  return "unknown operation";
}

const char *request_decode(struct bytes payload, struct request *request) {
  struct cursor cursor = cursor_over(payload);
  memset(request, 0, sizeof *request);
  request->op = (enum operation)take_u8(&cursor);
  const char *wrong = cursor.broken ? "an empty request" : take_fields(&cursor, request);
  if (wrong == NULL && cursor.broken) wrong = "fields that do not fit the length, or a NUL in a text";
  if (wrong == NULL && cursor.left > 0) wrong = "bytes after the last field";
  if (wrong != NULL) request_free(request);
  return wrong;
}

void request_free(struct request *request) {
  if (request->op == OP_ENV) {
    free(request->variables.changes.items);
    request->variables.changes = (struct byte_list){NULL, 0};
  }
  if (request->op != OP_SPAWN) return;
  free(request->spawn.argv.items);
  free(request->spawn.env.items);
  request->spawn.argv = request->spawn.env = (struct byte_list){NULL, 0};
}
