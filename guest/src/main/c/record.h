/* The records that answers consist of (PROTOCOL.md). No I/O. */
#ifndef RECORD_H
#define RECORD_H

#include "wire.h"

enum exit_state { EXIT_RUNNING, EXIT_CODE, EXIT_SIGNAL };

struct exit_record {
  enum exit_state state;
  uint32_t value;
  uint64_t log_end;
};

struct process_record {
  uint64_t id;
  uint32_t pid;
  uint16_t flags;
  uint32_t live;
  struct exit_record exit;
  int64_t started_ms;
  uint64_t log_oldest, log_end;
  struct bytes label, program;
};

struct stat_record {
  uint8_t type;
  uint32_t mode, uid, gid;
  uint64_t size;
  int64_t mtime_seconds;
  uint32_t mtime_nanoseconds;
  uint64_t inode;
  uint32_t links;
  struct bytes owner, group, target;
};

struct stats_record {
  uint32_t cpus;
  uint64_t cpu_used_us, memory_total, memory_used, memory_cache, disk_total, disk_used, disk_free;
  uint32_t processes;
};

void put_exit_record(struct buffer *buffer, const struct exit_record *record);
void put_process_record(struct buffer *buffer, const struct process_record *record);
void put_stat_record(struct buffer *buffer, const struct stat_record *record);
void put_stats_record(struct buffer *buffer, const struct stats_record *record);

#endif
