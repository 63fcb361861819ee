/* The payload of a REQUEST, decoded (PROTOCOL.md, the tables of operations). No I/O. */
#ifndef REQUEST_H
#define REQUEST_H

#include "wire.h"

enum operation {
  OP_PING = 1,
  OP_STATS,
  OP_SPAWN,
  OP_ATTACH,
  OP_WAIT,
  OP_SIGNAL,
  OP_RESIZE,
  OP_PROCESSES,
  OP_RELEASE,
  OP_LEASE,
  OP_LIMITS,
  OP_ENV,
  OP_READ = 16,
  OP_WRITE,
  OP_STAT,
  OP_LIST,
  OP_MKDIR,
  OP_REMOVE,
  OP_RENAME,
  OP_CHMOD,
  OP_CHOWN,
  OP_REALPATH,
  OP_USER,
  OP_FIND,
  OP_CONNECT = 32,
  OP_PORTS
};

enum { SPAWN_MERGE = 1, SPAWN_STDIN = 2, SPAWN_TTY = 4, SPAWN_KEEP = 8 };
enum { READ_SPECIAL = 1 };
enum { WRITE_CREATE = 1, WRITE_TRUNCATE = 2, WRITE_NEW = 4, WRITE_APPEND = 8, WRITE_PARENTS = 16 };
enum { MKDIR_PARENTS = 1, REMOVE_RECURSIVE = 1, RENAME_REPLACE = 1 };
enum signal_scope { SCOPE_TREE = 0, SCOPE_PROGRAM = 1, SCOPE_FOREGROUND = 2 };

enum {
  LABEL_MOST = 16384,
  EXTRA_FD_FIRST = 3,
  EXTRA_FD_LAST = 63,
  FIND_NEEDLE_MOST = 65536,
  INPUT_MOST = 64 * 1024 * 1024,
  LOG_CAP_DEFAULT = 268435456
};

struct byte_list {
  struct bytes *items;
  uint32_t count;
};

struct spawn_input {
  uint8_t fd;
  uint64_t length;
};

struct spawn_request {
  uint16_t flags, rows, columns;
  uint64_t log_cap;
  struct bytes label, user, cwd, fork_server;
  struct byte_list argv, env;
  struct spawn_input inputs[EXTRA_FD_LAST + 1];
  uint8_t outputs[EXTRA_FD_LAST + 1];
  uint32_t input_count, output_count;
};

/* The fields of all file operations; each uses its own. */
struct file_request {
  struct bytes user, path, to, owner, group, needle;
  uint64_t offset, length, most;
  uint32_t flags, mode, depth;
};

/* Slices point into the payload, which must live as long. */
struct request {
  enum operation op;
  union {
    struct spawn_request spawn;
    struct file_request file;
    struct {
      uint64_t id, offset;
      uint32_t signal;
      uint16_t rows, columns;
      uint8_t follow, scope;
    } process;
    struct {
      struct byte_list changes;
      struct bytes prefix;
    } variables;
    uint64_t lease_seconds;
    uint16_t port;
  };
};

/* NULL if it was decoded, else what is wrong with it, for people. On success request_free releases what it allocated. */
const char *request_decode(struct bytes payload, struct request *request);
void request_free(struct request *request);

#endif
