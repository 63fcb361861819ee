/* STATS: what the sandbox uses, from its cgroup where that can be seen, else from /proc. */
#include "overview.h"

#include "number.h"
#include "record.h"
#include "task.h"
#include "tree.h"

#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/statvfs.h>

static uint64_t cpu_used(void) {
  uint64_t used;
  if (number_read(AT_FDCWD, "/sys/fs/cgroup/cpu.stat", "usage_usec", &used)) return used;
  if (number_read(AT_FDCWD, "/sys/fs/cgroup/cpuacct/cpuacct.usage", NULL, &used)) return used / 1000;
  /* Without a cgroup to look at: all that lives. */
  struct tree tree = tree_scan();
  long ticks_per_second = sysconf(_SC_CLK_TCK);
  uint64_t ticks = 0;
  for (size_t i = 0; i < tree.count; i++) {
    char path[32], text[512];
    unsigned long long user, kernel, children_user, children_kernel;
    snprintf(path, sizeof path, "%d/stat", tree.entries[i].pid);
    if (!number_text(tree_proc(), path, text, sizeof text) || strrchr(text, ')') == NULL) continue;
    int found = sscanf(strrchr(text, ')') + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu %llu %llu", &user, &kernel,
                       &children_user, &children_kernel);
    if (found == 4) ticks += user + kernel + children_user + children_kernel;
  }
  tree_free(&tree);
  return ticks * 1000000 / (uint64_t)ticks_per_second;
}

static void read_memory(struct stats_record *stats) {
  uint64_t total = 0, available = 0, free_memory = 0, limit = 0;
  number_read(tree_proc(), "meminfo", "MemTotal", &total);
  number_read(tree_proc(), "meminfo", "MemAvailable", &available);
  number_read(tree_proc(), "meminfo", "MemFree", &free_memory);
  stats->memory_total = total * 1024;
  stats->memory_used = (total - available) * 1024;
  stats->memory_cache = available > free_memory ? (available - free_memory) * 1024 : 0;
  const char *used = "/sys/fs/cgroup/memory.current", *most = "/sys/fs/cgroup/memory.max";
  const char *parts = "/sys/fs/cgroup/memory.stat", *cache = "file";
  if (access(used, R_OK) != 0) {
    used = "/sys/fs/cgroup/memory/memory.usage_in_bytes";
    most = "/sys/fs/cgroup/memory/memory.limit_in_bytes";
    parts = "/sys/fs/cgroup/memory/memory.stat";
    cache = "total_cache";
  }
  if (!number_read(AT_FDCWD, used, NULL, &stats->memory_used)) return;
  number_read(AT_FDCWD, parts, cache, &stats->memory_cache);
  if (stats->memory_used > stats->memory_cache) stats->memory_used -= stats->memory_cache;
  if (number_read(AT_FDCWD, most, NULL, &limit) && limit < stats->memory_total) stats->memory_total = limit;
}

void overview_stats(const struct request *request) {
  struct stats_record stats = {0};
  struct statvfs disk;
  struct buffer fields = {0};
  cpu_set_t cpus;
  (void)request;
  stats.cpus = sched_getaffinity(0, sizeof cpus, &cpus) == 0 ? (uint32_t)CPU_COUNT(&cpus) : 1;
  stats.cpu_used_us = cpu_used();
  read_memory(&stats);
  if (statvfs("/", &disk) < 0) task_fail_path(errno, "look at the disk of", "/");
  stats.disk_total = (uint64_t)disk.f_blocks * disk.f_frsize;
  stats.disk_used = (uint64_t)(disk.f_blocks - disk.f_bfree) * disk.f_frsize;
  stats.disk_free = (uint64_t)disk.f_bavail * disk.f_frsize;
  struct tree tree = tree_scan();
  stats.processes = (uint32_t)tree.count;
  tree_free(&tree);
  put_stats_record(&fields, &stats);
  task_done(&fields);
}
