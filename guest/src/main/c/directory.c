/* LIST and REMOVE: whole directories. */
#include "files.h"
#include "task.h"
#include "walk.h"

#include <fcntl.h>
#include <stdio.h>

enum { SEND_AT_ONCE = 32768 };

struct listing {
  struct walk walk;
  struct buffer out;
  uint32_t depth;
  uint64_t most, count;
  bool cut;
};

static enum walk_step list_entry(struct walk *walk, int directory, const char *name, const char *path, const struct stat *status) {
  struct listing *listing = CONTAINER_OF(walk, struct listing, walk);
  if (listing->most > 0 && listing->count == listing->most) {
    listing->cut = true;
    return WALK_STOP;
  }
  listing->count++;
  put_text(&listing->out, path);
  task_put_stat(&listing->out, status, directory, name);
  if (listing->out.size >= SEND_AT_ONCE) {
    task_send(listing->out.data, listing->out.size);
    listing->out.size = 0;
  }
  return S_ISDIR(status->st_mode) && walk->depth < listing->depth ? WALK_ENTER : WALK_ON;
}

static void list_without(struct walk *walk, const char *path, int error) {
  (void)walk, (void)path, (void)error; /* listed, but not entered */
}

void file_list(const struct request *request) {
  struct listing listing = {.walk = {.visit = list_entry, .unreadable = list_without}};
  struct buffer fields = {0};
  listing.depth = request->file.depth == 0 ? 1 : request->file.depth;
  listing.most = request->file.most;
  task_become(request->file.user);
  const char *path = task_path(request->file.path);
  int top = open(path, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC);
  if (top < 0) task_fail_path(errno, "list", path);
  walk_directory(&listing.walk, top);
  task_send(listing.out.data, listing.out.size);
  put_u64(&fields, listing.count);
  put_u8(&fields, listing.cut);
  task_done(&fields);
}

struct removal {
  struct walk walk;
  const char *top;
};

NORETURN static void fail_below(const struct walk *walk, const char *path, int error) {
  const struct removal *removal = CONTAINER_OF(walk, struct removal, walk);
  task_fail(error, "path", "remove %s/%s: %s", removal->top, path, strerror(error));
}

static enum walk_step remove_entry(struct walk *walk, int directory, const char *name, const char *path, const struct stat *status) {
  bool is_directory = S_ISDIR(status->st_mode);
  if (unlinkat(directory, name, is_directory ? AT_REMOVEDIR : 0) == 0 || errno == ENOENT) return WALK_ON;
  if (is_directory && (errno == ENOTEMPTY || errno == EEXIST)) return WALK_ENTER;
  fail_below(walk, path, errno);
}

static void remove_emptied(struct walk *walk, int directory, const char *name, const char *path) {
  if (unlinkat(directory, name, AT_REMOVEDIR) < 0 && errno != ENOENT) fail_below(walk, path, errno);
}

static void remove_fails(struct walk *walk, const char *path, int error) {
  fail_below(walk, path, error);
}

static void remove_tree(const char *path) {
  struct removal removal = {
    .walk = {.visit = remove_entry, .leave = remove_emptied, .unreadable = remove_fails},
    .top = path,
  };
  int top = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (top < 0) task_fail_path(errno, "remove", path);
  walk_directory(&removal.walk, top);
  if (rmdir(path) < 0) task_fail_path(errno, "remove", path);
}

void file_remove(const struct request *request) {
  struct stat status;
  task_become(request->file.user);
  const char *path = task_path(request->file.path);
  if (fstatat(AT_FDCWD, path, &status, AT_SYMLINK_NOFOLLOW) < 0) task_fail_path(errno, "remove", path);
  if (unlinkat(AT_FDCWD, path, S_ISDIR(status.st_mode) ? AT_REMOVEDIR : 0) < 0) {
    bool full = S_ISDIR(status.st_mode) && (errno == ENOTEMPTY || errno == EEXIST);
    if (!full || (request->file.flags & REMOVE_RECURSIVE) == 0) task_fail_path(errno, "remove", path);
    remove_tree(path);
  }
  task_done(NULL);
}
