/* Encodes records. No I/O: the daemon and the unit tests link this same file. */
#include "record.h"

void put_exit_record(struct buffer *buffer, const struct exit_record *record) {
  put_u8(buffer, (uint8_t)record->state);
  put_u32(buffer, record->value);
  put_u64(buffer, record->log_end);
}

void put_process_record(struct buffer *buffer, const struct process_record *record) {
  put_u64(buffer, record->id);
  put_u32(buffer, record->pid);
  put_u16(buffer, record->flags);
  put_u32(buffer, record->live);
  put_exit_record(buffer, &record->exit);
  put_u64(buffer, (uint64_t)record->started_ms);
  put_u64(buffer, record->log_oldest);
  put_u64(buffer, record->log_end);
  put_bytes(buffer, record->label);
  put_bytes(buffer, record->program);
}

void put_stat_record(struct buffer *buffer, const struct stat_record *record) {
  put_u8(buffer, record->type);
  put_u32(buffer, record->mode);
  put_u32(buffer, record->uid);
  put_u32(buffer, record->gid);
  put_u64(buffer, record->size);
  put_u64(buffer, (uint64_t)record->mtime_seconds);
  put_u32(buffer, record->mtime_nanoseconds);
  put_u64(buffer, record->inode);
  put_u32(buffer, record->links);
  put_bytes(buffer, record->owner);
  put_bytes(buffer, record->group);
  put_bytes(buffer, record->target);
}

void put_stats_record(struct buffer *buffer, const struct stats_record *record) {
  put_u32(buffer, record->cpus);
  put_u64(buffer, record->cpu_used_us);
  put_u64(buffer, record->memory_total);
  put_u64(buffer, record->memory_used);
  put_u64(buffer, record->memory_cache);
  put_u64(buffer, record->disk_total);
  put_u64(buffer, record->disk_used);
  put_u64(buffer, record->disk_free);
  put_u32(buffer, record->processes);
}
