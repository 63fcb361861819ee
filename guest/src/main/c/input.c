/* Keeps what the host sends for a program's extra descriptors: in memory while small, else on disk. */
#include "input.h"

#include "spool.h"
#include "tree.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>

enum { IN_MEMORY_MOST = 1024 * 1024 };

/* Its own open file description, read-only and at the start: writing is over, and a script in it may be executed. */
static bool reopen(struct input *input) {
  char path[32];
  snprintf(path, sizeof path, "self/fd/%d", input->file);
  int file = openat(tree_proc(), path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  close(input->file);
  input->file = file;
  return true;
}

bool input_open(struct input *input, uint64_t length) {
  input->left = length;
  input->file = -1;
  if (length > IN_MEMORY_MOST) input->file = spool_open_file();
  if (input->file < 0) input->file = memfd_create("input", MFD_CLOEXEC);
  /* The program may open it again as /dev/fd/N, as whatever user it is. */
  if (input->file < 0 || fchmod(input->file, 0555) < 0) return false;
  return length > 0 || reopen(input);
}

bool input_take(struct input *input, struct bytes bytes) {
  if (bytes.size > input->left) {
    errno = EPROTO;
    return false;
  }
  while (bytes.size > 0) {
    ssize_t wrote = write(input->file, bytes.data, bytes.size);
    if (wrote < 0) return false;
    bytes.data += wrote;
    bytes.size -= (size_t)wrote;
    input->left -= (uint64_t)wrote;
    if (input->left == 0) return reopen(input);
  }
  return true;
}
