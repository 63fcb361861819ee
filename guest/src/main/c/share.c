/* Which program runs in which share of the CPU time. */
#include "share.h"

#include "descriptors.h"

#include <stdio.h>

static struct {
  int threads;
  unsigned users;
} shares[SHARES_MOST];

static int count;
static int last;

void share_add(int fd) {
  int high = move_high(fd);
  if (count == SHARES_MOST || high < 0) die("share with descriptor %d", fd);
  if (high != fd) close(fd);
  shares[count++].threads = high;
}

int share_take(void) {
  if (count == 0) return -1;
  int least = (last + 1) % count; /* of several alike, the next in turn */
  for (int i = 2; i <= count; i++) {
    int other = (last + i) % count;
    if (shares[other].users < shares[least].users) least = other;
  }
  shares[least].users++;
  last = least;
  return least;
}

void share_leave(int share) {
  if (share >= 0) shares[share].users--;
}

int share_open(int share) {
  return share < 0 ? -1 : fcntl(shares[share].threads, F_DUPFD_CLOEXEC, 3);
}

void share_enter(int fd) {
  /* Refused only if the host has removed the group: then the program has no share of its own, and runs all the same. */
  if (fd >= 0 && write(fd, "0", 1) < 0) return;
}
