/* Closes what a fork must not keep. */
#include "descriptors.h"

#include <limits.h>
#include <sys/resource.h>
#include <sys/syscall.h>

enum { BEYOND_EXTRA = 100, CLOEXEC_FLAG = 1 << 2 };

/* close_range, or one by one on a kernel without it. */
static void range(unsigned first, unsigned last, unsigned flags) {
  if (first > last || syscall(SYS_close_range, first, last, flags) == 0) return;
  struct rlimit limit;
  unsigned end = getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < 65536 ? (unsigned)limit.rlim_cur : 65536;
  for (unsigned fd = first; fd <= last && fd < end; fd++) {
    if (flags == 0) close((int)fd);
    else fcntl((int)fd, F_SETFD, FD_CLOEXEC);
  }
}

static int by_number(const void *one, const void *other) {
  int a = *(const int *)one, b = *(const int *)other;
  return (a > b) - (a < b);
}

void close_all_but(int *kept, size_t count) {
  unsigned from = 3;
  qsort(kept, count, sizeof *kept, by_number);
  for (size_t i = 0; i < count; i++) {
    if (kept[i] < (int)from) continue;
    range(from, (unsigned)kept[i] - 1, 0);
    from = (unsigned)kept[i] + 1;
  }
  range(from, UINT_MAX, 0);
}

void close_all_on_exec(void) {
  range(3, UINT_MAX, CLOEXEC_FLAG);
}

int move_high(int fd) {
  return fcntl(fd, F_DUPFD_CLOEXEC, BEYOND_EXTRA);
}
