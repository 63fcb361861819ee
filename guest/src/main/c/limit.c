/* The kernel enforces the limits; this sets the one that the guest must be left out of, and looks at what was reached. */
#include "limit.h"

#include "number.h"
#include "vocabulary.h"

#include <fcntl.h>
#include <sys/resource.h>

static uint64_t most_processes;

void limits_set_processes(uint64_t most) {
  most_processes = most;
}

/* Counted by the kernel for each user of the sandbox's namespace, and not enforced for who has no such limit: process 1. Set after
 * the ids, for setuid would make the next execve fail when that user's programs have taken all: this way one more still starts,
 * and can end the others. */
void limits_apply(void) {
  struct rlimit limit = {most_processes, most_processes};
  if (most_processes > 0 && setrlimit(RLIMIT_NPROC, &limit) < 0 && errno != EPERM) _exit(126);
}

uint64_t limits_kills(void) {
  uint64_t kills = 0;
  if (!number_read(AT_FDCWD, "/sys/fs/cgroup/memory.events", "oom_kill", &kills)) {
    number_read(AT_FDCWD, "/sys/fs/cgroup/memory/memory.oom_control", "oom_kill", &kills);
  }
  return kills;
}

/* Those of a bomb end and begin all the time: a sixteenth below the limit is at it. */
bool limits_processes_full(uint64_t own) {
  uint64_t now;
  if (most_processes == 0) return false;
  if (!number_read(AT_FDCWD, "/sys/fs/cgroup/pids.current", NULL, &now) &&
      !number_read(AT_FDCWD, "/sys/fs/cgroup/pids/pids.current", NULL, &now)) return false;
  return now >= own + most_processes - most_processes / 16;
}
