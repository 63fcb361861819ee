/* READ and WRITE: the bytes of files. */
#include "files.h"
#include "task.h"

#include <fcntl.h>

enum { COPY_AT_ONCE = 65536 };

static uint8_t scratch[COPY_AT_ONCE];

/* Opened without waiting, then looked at: a FIFO or a device must not stall or surprise. */
static int open_regular(const char *path, int flags, mode_t mode, bool special, struct stat *status) {
  int fd = open(path, flags | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, mode);
  if (fd < 0) task_fail_path(errno, "open", path);
  if (fstat(fd, status) < 0) task_fail_path(errno, "look at", path);
  if (S_ISDIR(status->st_mode)) task_fail_path(EISDIR, "open", path);
  if (!S_ISREG(status->st_mode) && !special) task_fail(EINVAL, "path", "open %s: not a regular file", path);
  /* Somebody asked for a FIFO or a device: now waiting for its bytes is right. */
  fcntl(fd, F_SETFL, flags & O_APPEND);
  return fd;
}

/* Moves pages without copying them where the file system can; -1 with EINVAL where it cannot. */
static ssize_t move_pages(int file, int pipe, uint64_t most) {
  size_t size = most < 4 * COPY_AT_ONCE ? (size_t)most : 4 * COPY_AT_ONCE;
  return splice(file, NULL, pipe, NULL, size, SPLICE_F_MOVE);
}

static uint64_t send_file(int file, uint64_t length, const char *path) {
  uint64_t sent = 0;
  bool pages = true;
  while (sent < length) {
    size_t most = length - sent < sizeof scratch ? (size_t)(length - sent) : sizeof scratch;
    ssize_t got = pages ? move_pages(file, task_pipe(), length - sent) : read(file, scratch, most);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && pages && errno == EINVAL) {
      pages = false;
      continue;
    }
    if (got < 0) task_fail_path(errno, "read", path);
    if (got == 0) break;
    if (!pages) task_send(scratch, (size_t)got);
    sent += (uint64_t)got;
  }
  return sent;
}

void file_read(const struct request *request) {
  struct stat status;
  struct buffer fields = {0};
  task_become(request->file.user);
  const char *path = task_path(request->file.path);
  int file = open_regular(path, O_RDONLY, 0, (request->file.flags & READ_SPECIAL) != 0, &status);
  /* Beyond what an offset can be there is nothing, as beyond any end. */
  bool beyond = request->file.offset > INT64_MAX;
  if (S_ISREG(status.st_mode) && !beyond && lseek(file, (off_t)request->file.offset, SEEK_SET) < 0) {
    task_fail_path(errno, "seek in", path);
  }
  task_put_stat(&fields, &status, AT_FDCWD, path);
  task_started(&fields);
  fields.size = 0;
  put_u64(&fields, beyond ? 0 : send_file(file, request->file.length, path));
  task_done(&fields);
}

static void write_all(int file, const uint8_t *data, size_t size, const char *path) {
  while (size > 0) {
    ssize_t wrote = write(file, data, size);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) task_fail_path(errno, "write", path);
    data += wrote;
    size -= (size_t)wrote;
  }
}

static int open_to_write(const struct file_request *file, const char *path) {
  struct stat status;
  int flags = O_WRONLY;
  bool existed = (file->flags & WRITE_NEW) == 0 && stat(path, &status) == 0;
  if ((file->flags & (WRITE_CREATE | WRITE_NEW)) != 0) flags |= O_CREAT;
  if ((file->flags & WRITE_NEW) != 0) flags |= O_EXCL;
  if ((file->flags & WRITE_APPEND) != 0) flags |= O_APPEND;
  /* A FIFO without a reader would answer ENXIO. */
  if (existed && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) {
    task_fail(EINVAL, "path", "open %s: not a regular file", path);
  }
  int opened = open_regular(path, flags, file->mode, false, &status);
  if (!existed && (file->mode & ~0777u) != 0) fchmod(opened, file->mode);
  /* Only now, when it is known to be a regular file. */
  if ((file->flags & WRITE_TRUNCATE) != 0 && ftruncate(opened, 0) < 0) task_fail_path(errno, "truncate", path);
  if (file->offset > INT64_MAX) task_fail_path(EFBIG, "seek in", path);
  if (lseek(opened, (off_t)file->offset, SEEK_SET) < 0) task_fail_path(errno, "seek in", path);
  return opened;
}

void file_write(const struct request *request) {
  struct stat status;
  struct buffer fields = {0};
  uint64_t total = 0;
  task_become(request->file.user);
  const char *path = task_path(request->file.path);
  if ((request->file.flags & WRITE_PARENTS) != 0) file_make_parents(path);
  int file = open_to_write(&request->file, path);
  task_started(NULL);
  for (;;) {
    ssize_t got = read(task_pipe(), scratch, sizeof scratch);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) task_fail_path(errno, "receive the bytes for", path);
    if (got == 0) break;
    write_all(file, scratch, (size_t)got, path);
    total += (uint64_t)got;
  }
  if (fstat(file, &status) < 0) task_fail_path(errno, "look at", path);
  if (close(file) < 0) task_fail_path(errno, "write", path); /* some disks say only now that they are full */
  put_u64(&fields, total);
  task_put_stat(&fields, &status, AT_FDCWD, path);
  task_done(&fields);
}
