/* Checks the codec against the golden frames named on the command line: what the host sends is decoded and compared with
 * the fields in the file; what the guest sends is encoded from these fields and compared with the bytes. */
#include "golden.h"
#include "record.h"
#include "request.h"

#include <stdio.h>

static const char *const TYPES[] = {"", "HELLO", "REQUEST", "STARTED", "DATA", "EOF", "CREDIT", "GAP", "DONE", "ERROR", "CANCEL"};

static const struct {
  const char *name;
  enum operation op;
} OPERATIONS[] = {
  {"PING", OP_PING}, {"STATS", OP_STATS}, {"SPAWN", OP_SPAWN}, {"ATTACH", OP_ATTACH}, {"WAIT", OP_WAIT},
  {"SIGNAL", OP_SIGNAL}, {"RESIZE", OP_RESIZE}, {"PROCESSES", OP_PROCESSES}, {"RELEASE", OP_RELEASE}, {"LEASE", OP_LEASE},
  {"LIMITS", OP_LIMITS}, {"ENV", OP_ENV}, {"FIND", OP_FIND},
  {"READ", OP_READ}, {"WRITE", OP_WRITE}, {"STAT", OP_STAT}, {"LIST", OP_LIST}, {"MKDIR", OP_MKDIR},
  {"REMOVE", OP_REMOVE}, {"RENAME", OP_RENAME}, {"CHMOD", OP_CHMOD}, {"CHOWN", OP_CHOWN}, {"REALPATH", OP_REALPATH},
  {"USER", OP_USER}, {"CONNECT", OP_CONNECT}, {"PORTS", OP_PORTS},
};
enum { OPERATION_COUNT = sizeof OPERATIONS / sizeof *OPERATIONS };

/* Which operations and types had a case, so that a missing one is noticed. */
static bool seen_request[OPERATION_COUNT], seen_done[OPERATION_COUNT], seen_type[FRAME_CANCEL + 1];

static size_t operation_named(const struct golden *golden) {
  size_t i = 0;
  while (i < OPERATION_COUNT && strcmp(OPERATIONS[i].name, golden->op) != 0) i++;
  if (i == OPERATION_COUNT) golden_fail(golden, "no such operation: %s", golden->op);
  return i;
}

static bool op_is(const struct golden *golden, const char *op) {
  return strcmp(golden->op, op) == 0;
}

static void expect_spawn(struct golden *golden, const struct spawn_request *spawn) {
  golden_expect_number(golden, "flags", spawn->flags);
  golden_expect_number(golden, "rows", spawn->rows);
  golden_expect_number(golden, "columns", spawn->columns);
  golden_expect_number(golden, "log_cap", spawn->log_cap);
  golden_expect_bytes(golden, "label", spawn->label);
  golden_expect_bytes(golden, "user", spawn->user);
  golden_expect_bytes(golden, "cwd", spawn->cwd);
  for (uint32_t i = 0; i < spawn->argv.count; i++) golden_expect_bytes(golden, "argv", spawn->argv.items[i]);
  for (uint32_t i = 0; i < spawn->env.count; i++) golden_expect_bytes(golden, "env", spawn->env.items[i]);
  for (uint32_t i = 0; i < spawn->input_count; i++) {
    golden_expect_number(golden, "input_fd", spawn->inputs[i].fd);
    golden_expect_number(golden, "input_length", spawn->inputs[i].length);
  }
  for (uint32_t i = 0; i < spawn->output_count; i++) golden_expect_number(golden, "output", spawn->outputs[i]);
  golden_expect_bytes(golden, "fork_server", spawn->fork_server);
}

static void expect_process(struct golden *golden, const struct request *request) {
  golden_expect_number(golden, "id", request->process.id);
  if (request->op == OP_ATTACH) {
    golden_expect_number(golden, "offset", request->process.offset);
    golden_expect_number(golden, "follow", request->process.follow);
  } else if (request->op == OP_SIGNAL) {
    golden_expect_number(golden, "signal", request->process.signal);
    golden_expect_number(golden, "scope", request->process.scope);
  } else if (request->op == OP_RESIZE) {
    golden_expect_number(golden, "rows", request->process.rows);
    golden_expect_number(golden, "columns", request->process.columns);
  }
}

static void expect_file(struct golden *golden, enum operation op, const struct file_request *file) {
  golden_expect_bytes(golden, "user", file->user);
  if (op == OP_USER) return;
  golden_expect_bytes(golden, op == OP_RENAME ? "from" : "path", file->path);
  if (op == OP_RENAME) golden_expect_bytes(golden, "to", file->to);
  if (op == OP_READ) {
    golden_expect_number(golden, "offset", file->offset);
    golden_expect_number(golden, "length", file->length);
  }
  if (op == OP_LIST) {
    golden_expect_number(golden, "depth", file->depth);
    golden_expect_number(golden, "most", file->most);
  }
  if (op == OP_WRITE) golden_expect_number(golden, "flags", file->flags);
  if (op == OP_WRITE || op == OP_MKDIR || op == OP_CHMOD) golden_expect_number(golden, "mode", file->mode);
  if (op == OP_WRITE) golden_expect_number(golden, "offset", file->offset);
  if (op == OP_READ || op == OP_MKDIR || op == OP_REMOVE || op == OP_RENAME) golden_expect_number(golden, "flags", file->flags);
  if (op == OP_STAT) golden_expect_number(golden, "follow", file->flags);
  if (op == OP_FIND) {
    golden_expect_bytes(golden, "needle", file->needle);
    golden_expect_number(golden, "most", file->most);
  }
  if (op == OP_CHOWN) {
    golden_expect_bytes(golden, "owner", file->owner);
    golden_expect_bytes(golden, "group", file->group);
  }
}

static void expect_variables(struct golden *golden, const struct request *request) {
  struct byte_list changes = request->variables.changes;
  for (uint32_t i = 0; i < changes.count; i++) golden_expect_bytes(golden, "change", changes.items[i]);
  golden_expect_bytes(golden, "prefix", request->variables.prefix);
}

static void check_request(struct golden *golden, struct bytes payload) {
  struct request request;
  const char *wrong = request_decode(payload, &request);
  if (!golden->valid) {
    if (wrong == NULL) golden_fail(golden, "was decoded, but must be refused");
    return;
  }
  if (wrong != NULL) golden_fail(golden, "was refused: %s", wrong);
  size_t operation = operation_named(golden);
  if (request.op != OPERATIONS[operation].op) golden_fail(golden, "decoded as operation %d", (int)request.op);
  seen_request[operation] = true;
  if (request.op == OP_SPAWN) expect_spawn(golden, &request.spawn);
  else if (request.op == OP_LEASE) golden_expect_number(golden, "seconds", request.lease_seconds);
  else if (request.op == OP_ENV) expect_variables(golden, &request);
  else if (request.op == OP_CONNECT) golden_expect_number(golden, "port", request.port);
  else if (request.op >= OP_READ && request.op <= OP_FIND) expect_file(golden, request.op, &request.file);
  else if (golden->count > 0) expect_process(golden, &request);
  request_free(&request);
}

static void check_from_host(struct golden *golden, enum frame_type type, struct bytes payload) {
  struct cursor cursor = cursor_over(payload);
  if (type == FRAME_REQUEST) {
    check_request(golden, payload);
  } else if (type == FRAME_HELLO) {
    if (frame_hello_valid(payload) != golden->valid) golden_fail(golden, "HELLO valid: %d", !golden->valid);
    golden->taken = golden->count;
  } else if (type == FRAME_CREDIT) {
    golden_expect_number(golden, "bytes", take_u32(&cursor));
  } else if (type == FRAME_DATA || type == FRAME_EOF) {
    golden_expect_number(golden, "stream", take_u8(&cursor));
    if (type == FRAME_DATA) golden_expect_bytes(golden, "data", (struct bytes){cursor.at, cursor.left});
  }
  if (golden->taken != golden->count) golden_fail(golden, "field %s was not decoded", golden->fields[golden->taken].key);
}

static struct exit_record take_exit(struct golden *golden) {
  struct exit_record record;
  record.state = (enum exit_state)golden_number(golden, "exit_state");
  record.value = (uint32_t)golden_number(golden, "exit_value");
  record.log_end = golden_number(golden, "exit_log_end");
  return record;
}

static void encode_stat(struct golden *golden, struct buffer *buffer) {
  struct stat_record record;
  record.type = (uint8_t)golden_number(golden, "stat_type");
  record.mode = (uint32_t)golden_number(golden, "stat_mode");
  record.uid = (uint32_t)golden_number(golden, "stat_uid");
  record.gid = (uint32_t)golden_number(golden, "stat_gid");
  record.size = golden_number(golden, "stat_size");
  record.mtime_seconds = (int64_t)golden_number(golden, "stat_mtime_seconds");
  record.mtime_nanoseconds = (uint32_t)golden_number(golden, "stat_mtime_nanoseconds");
  record.inode = golden_number(golden, "stat_inode");
  record.links = (uint32_t)golden_number(golden, "stat_links");
  record.owner = golden_bytes(golden, "stat_owner");
  record.group = golden_bytes(golden, "stat_group");
  record.target = golden_bytes(golden, "stat_link_target");
  put_stat_record(buffer, &record);
}

static void encode_process(struct golden *golden, struct buffer *buffer) {
  struct process_record record;
  record.id = golden_number(golden, "id");
  record.pid = (uint32_t)golden_number(golden, "pid");
  record.flags = (uint16_t)golden_number(golden, "flags");
  record.live = (uint32_t)golden_number(golden, "live");
  record.exit = take_exit(golden);
  record.started_ms = (int64_t)golden_number(golden, "started");
  record.log_oldest = golden_number(golden, "oldest_offset");
  record.log_end = golden_number(golden, "log_end_now");
  record.label = golden_bytes(golden, "label");
  record.program = golden_bytes(golden, "program");
  put_process_record(buffer, &record);
}

static void encode_stats(struct golden *golden, struct buffer *buffer) {
  struct stats_record record;
  record.cpus = (uint32_t)golden_number(golden, "cpus");
  record.cpu_used_us = golden_number(golden, "cpu_used_us");
  record.memory_total = golden_number(golden, "memory_total");
  record.memory_used = golden_number(golden, "memory_used");
  record.memory_cache = golden_number(golden, "memory_cache");
  record.disk_total = golden_number(golden, "disk_total");
  record.disk_used = golden_number(golden, "disk_used");
  record.disk_free = golden_number(golden, "disk_free");
  record.processes = (uint32_t)golden_number(golden, "processes");
  put_stats_record(buffer, &record);
}

static void encode_answer(struct golden *golden, struct buffer *buffer) {
  if (op_is(golden, "STATS")) encode_stats(golden, buffer);
  if (golden_next_is(golden, "exit_state")) {
    struct exit_record record = take_exit(golden);
    put_exit_record(buffer, &record);
  }
  for (const char *key = golden->taken < golden->count ? golden->fields[golden->taken].key : NULL; key != NULL;
       key = golden->taken < golden->count ? golden->fields[golden->taken].key : NULL) {
    bool quoted = golden->fields[golden->taken].value[0] == '"';
    bool narrow = strcmp(key, "uid") == 0 || strcmp(key, "gid") == 0;
    if (strcmp(key, "stat_type") == 0) encode_stat(golden, buffer);
    else if (quoted) put_bytes(buffer, golden_bytes(golden, key));
    else if (strcmp(key, "cut") == 0 || strcmp(key, "limits") == 0) put_u8(buffer, (uint8_t)golden_number(golden, key));
    else if (narrow) put_u32(buffer, (uint32_t)golden_number(golden, key));
    else put_u64(buffer, golden_number(golden, key));
  }
}

static void encode_data(struct golden *golden, struct buffer *buffer) {
  put_u8(buffer, (uint8_t)golden_number(golden, "stream"));
  while (golden->taken < golden->count) {
    if (op_is(golden, "PORTS")) {
      put_u16(buffer, (uint16_t)golden_number(golden, "port"));
    } else if (op_is(golden, "PROCESSES")) {
      encode_process(golden, buffer);
    } else if (op_is(golden, "FIND")) {
      put_bytes(buffer, golden_bytes(golden, "path"));
      put_u64(buffer, golden_number(golden, "line"));
      put_bytes(buffer, golden_bytes(golden, "content"));
    } else if (op_is(golden, "LIST")) {
      put_bytes(buffer, golden_bytes(golden, "path"));
      encode_stat(golden, buffer);
    } else {
      struct bytes data = golden_bytes(golden, "data");
      put_raw(buffer, data.data, data.size);
    }
  }
}

static void encode_error(struct golden *golden, struct buffer *buffer) {
  int error = (int)golden_number(golden, "errno");
  const char *what = copy_text(golden_bytes(golden, "what"));
  frame_put_error(buffer, error, what, copy_text(golden_bytes(golden, "message")));
}

static void encode_hello(struct golden *golden, struct buffer *buffer) {
  golden_number(golden, "magic");
  golden_number(golden, "version");
  struct bytes boot_id = golden_bytes(golden, "boot_id");
  const char *version = copy_text(golden_bytes(golden, "guest_version"));
  frame_put_hello(buffer, boot_id.data, version, copy_text(golden_bytes(golden, "architecture")));
}

static void check_from_guest(struct golden *golden, enum frame_type type) {
  struct buffer buffer = {0};
  size_t begun = frame_begin(&buffer, type, golden->channel);
  if (type == FRAME_HELLO) {
    encode_hello(golden, &buffer);
  } else if (type == FRAME_DATA) {
    encode_data(golden, &buffer);
  } else if (type == FRAME_ERROR) {
    encode_error(golden, &buffer);
  } else if (type == FRAME_EOF || type == FRAME_GAP) {
    put_u8(&buffer, (uint8_t)golden_number(golden, "stream"));
    if (type == FRAME_GAP) put_u64(&buffer, golden_number(golden, "bytes"));
  } else if (type == FRAME_CREDIT) {
    put_u32(&buffer, (uint32_t)golden_number(golden, "bytes"));
  } else {
    if (type == FRAME_DONE) seen_done[operation_named(golden)] = true;
    encode_answer(golden, &buffer);
  }
  frame_end(&buffer, begun);
  if (buffer.size != golden->frame.size || memcmp(buffer.data, golden->frame.data, buffer.size) != 0) {
    golden_fail(golden, "is encoded differently");
  }
  buffer_free(&buffer);
}

static void check(const char *path) {
  struct golden golden = golden_read(path);
  struct frame_header header;
  if (!frame_header_decode(golden.frame.data, &header)) golden_fail(&golden, "its header was refused");
  if (strcmp(TYPES[header.type], golden.type) != 0) golden_fail(&golden, "is a %s", TYPES[header.type]);
  if (header.channel != golden.channel) golden_fail(&golden, "is for channel %u", header.channel);
  if (header.length != golden.frame.size - FRAME_HEADER) golden_fail(&golden, "says %u bytes of payload", header.length);
  seen_type[header.type] = true;
  if (!golden.from_guest) check_from_host(&golden, header.type, (struct bytes){golden.frame.data + FRAME_HEADER, header.length});
  else if (golden.valid) check_from_guest(&golden, header.type); /* what hosts must refuse is tested by hosts */
}

int main(int count, char **paths) {
  for (int i = 1; i < count; i++) check(paths[i]);
  for (int type = FRAME_HELLO; type <= FRAME_CANCEL; type++) {
    if (!seen_type[type]) die("no golden frame of type %s", TYPES[type]);
  }
  for (size_t i = 0; i < OPERATION_COUNT; i++) {
    if (!seen_request[i] || (!seen_done[i])) {
      /* SPAWN to PORTS: each operation can be asked for and can end well. */
      die("no golden REQUEST or DONE of %s", OPERATIONS[i].name);
    }
  }
  printf("golden_test: %d frames\n", count - 1);
  return 0;
}
