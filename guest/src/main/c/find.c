/* FIND: the lines with some bytes in them, in a file or in all files below a directory. */
#include "files.h"
#include "task.h"
#include "walk.h"

#include <fcntl.h>
#include <sys/statfs.h>

enum { SEND_AT_ONCE = 32768, BINARY_CHECKED = 512, CONTENT_MOST = 16384, BEFORE_MATCH = 1024 };
enum { PROC_MAGIC = 0x9fa0, SYSFS_MAGIC = 0x62656572 }; /* statfs(2); musl has no names for them */

struct search {
  struct walk walk;
  struct bytes needle;
  struct buffer out;
  uint64_t most, count;
  bool cut;
};

/* A part of a file, with the line that it begins in. */
struct window {
  size_t size;
  uint64_t line;
  bool reported; /* that line already */
};

static uint8_t text[4 * FIND_NEEDLE_MOST];

/* A very long line is cut so that what was found is in it. */
static void report(struct search *search, const char *path, uint64_t line, struct bytes content, const uint8_t *match) {
  if (search->most > 0 && search->count == search->most) {
    search->cut = true;
    return;
  }
  size_t before = (size_t)(match - content.data);
  if (before + search->needle.size > CONTENT_MOST) {
    size_t dropped = before > BEFORE_MATCH ? before - BEFORE_MATCH : 0;
    content.data += dropped;
    content.size -= dropped;
  }
  if (content.size > CONTENT_MOST) content.size = CONTENT_MOST;
  search->count++;
  put_text(&search->out, path);
  put_u64(&search->out, line);
  put_bytes(&search->out, content);
  if (search->out.size >= SEND_AT_ONCE) {
    task_send(search->out.data, search->out.size);
    search->out.size = 0;
  }
}

/* Looks at the lines of the window and leaves what is to be looked at again, with more, at its beginning. */
static void look_at(struct search *search, const char *path, struct window *window, bool last) {
  size_t at = 0;
  while (at < window->size && !search->cut) {
    const uint8_t *end = memchr(text + at, '\n', window->size - at);
    bool full = at == 0 && window->size == sizeof text;
    if (end == NULL && !last && !full) break;
    struct bytes line = {text + at, (end == NULL ? window->size : (size_t)(end - text)) - at};
    const uint8_t *match = memmem(line.data, line.size, search->needle.data, search->needle.size);
    if (match != NULL && !window->reported) report(search, path, window->line, line, match);
    window->reported = end == NULL && (window->reported || match != NULL);
    if (end == NULL) {
      at = last ? window->size : window->size - (search->needle.size - 1); /* a match may straddle */
      break;
    }
    window->line++;
    at += line.size + 1;
  }
  window->size -= at;
  memmove(text, text + at, window->size);
}

static void look_through(struct search *search, int file, const char *path) {
  struct window window = {.line = 1};
  bool first = true;
  while (!search->cut) {
    ssize_t got = read(file, text + window.size, sizeof text - window.size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return; /* as a file that may not be read */
    window.size += (size_t)got;
    if (first && memchr(text, 0, window.size < BINARY_CHECKED ? window.size : BINARY_CHECKED) != NULL) return;
    first = false;
    look_at(search, path, &window, got == 0);
    if (got == 0) return;
  }
}

/* The kernel's own file systems have no files to search, and some that wait. */
static bool is_kernels(int directory, const char *name, const struct stat *status) {
  struct stat parent;
  struct statfs system;
  if (fstat(directory, &parent) < 0 || parent.st_dev == status->st_dev) return false;
  AUTO_CLOSE int fd = openat(directory, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  return fd >= 0 && fstatfs(fd, &system) == 0 && (system.f_type == PROC_MAGIC || system.f_type == SYSFS_MAGIC);
}

static enum walk_step find_entry(struct walk *walk, int directory, const char *name, const char *path, const struct stat *status) {
  struct search *search = CONTAINER_OF(walk, struct search, walk);
  if (S_ISDIR(status->st_mode)) return is_kernels(directory, name, status) ? WALK_ON : WALK_ENTER;
  if (!S_ISREG(status->st_mode)) return WALK_ON;
  AUTO_CLOSE int file = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (file >= 0) look_through(search, file, path);
  return search->cut ? WALK_STOP : WALK_ON;
}

static void find_without(struct walk *walk, const char *path, int error) {
  (void)walk, (void)path, (void)error; /* an unreadable directory is left out */
}

void file_find(const struct request *request) {
  struct search search = {.walk = {.visit = find_entry, .unreadable = find_without}};
  struct buffer fields = {0};
  struct stat status;
  search.needle = request->file.needle;
  search.most = request->file.most;
  task_become(request->file.user);
  const char *path = task_path(request->file.path);
  int top = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (top < 0) task_fail_path(errno, "search", path);
  if (fstat(top, &status) < 0) task_fail_path(errno, "look at", path);
  if (S_ISDIR(status.st_mode)) walk_directory(&search.walk, top);
  else if (S_ISREG(status.st_mode)) look_through(&search, top, ".");
  else task_fail(EINVAL, "path", "search %s: neither a regular file nor a directory", path);
  task_send(search.out.data, search.out.size);
  put_u64(&fields, search.count);
  put_u8(&fields, search.cut);
  task_done(&fields);
}
