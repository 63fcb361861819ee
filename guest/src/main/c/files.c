/* STAT, MKDIR, RENAME, CHMOD, CHOWN, REALPATH and USER. */
#include "files.h"

#include "task.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/syscall.h>

enum { NO_REPLACE = 1 };

void file_stat(const struct request *request) {
  struct stat status;
  struct buffer fields = {0};
  task_become(request->file.user);
  const char *path = task_path(request->file.path);
  if (fstatat(AT_FDCWD, path, &status, request->file.flags != 0 ? 0 : AT_SYMLINK_NOFOLLOW) < 0) {
    task_fail_path(errno, "stat", path);
  }
  task_put_stat(&fields, &status, AT_FDCWD, path);
  task_done(&fields);
}

void file_make_parents(const char *path) {
  char *parent = copy_text(bytes_of(path));
  for (char *slash = strchr(parent + strspn(parent, "/"), '/'); slash != NULL;) {
    char *next = slash + strspn(slash, "/");
    if (*next == '\0') break; /* trailing slashes: what is before them is the path itself */
    *slash = '\0';
    if (mkdir(parent, 0755) < 0 && errno != EEXIST) {
      int error = errno;
      struct stat status; /* a directory that is there may be on a read-only disk, or under one that is not ours */
      if (stat(parent, &status) < 0 || !S_ISDIR(status.st_mode)) task_fail_path(error, "make the directory", parent);
    }
    *slash = '/';
    slash = strchr(next, '/');
  }
  free(parent);
}

void file_mkdir(const struct request *request) {
  bool parents = (request->file.flags & MKDIR_PARENTS) != 0;
  struct stat status;
  task_become(request->file.user);
  const char *path = task_path(request->file.path);
  if (parents) file_make_parents(path);
  if (mkdir(path, request->file.mode) < 0) {
    int error = errno;
    if (!parents || error == ENOENT || stat(path, &status) < 0 || !S_ISDIR(status.st_mode)) {
      task_fail_path(error, "make the directory", path);
    }
  } else if ((request->file.mode & ~0777u) != 0 && chmod(path, request->file.mode) < 0) { /* mkdir ignores set-id bits */
    task_fail_path(errno, "set the mode of", path);
  }
  task_done(NULL);
}

/* Where the file system cannot do it in one step, two, between which another process may come. */
static int rename_new(const char *from, const char *to) {
  struct stat status;
  int result = (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, NO_REPLACE);
  if (result == 0 || (errno != EINVAL && errno != ENOSYS)) return result;
  if (fstatat(AT_FDCWD, to, &status, AT_SYMLINK_NOFOLLOW) < 0) return rename(from, to);
  errno = EEXIST;
  return -1;
}

void file_rename(const struct request *request) {
  task_become(request->file.user);
  const char *from = task_path(request->file.path);
  const char *to = task_path(request->file.to);
  int result = (request->file.flags & RENAME_REPLACE) != 0 ? rename(from, to) : rename_new(from, to);
  if (result < 0) task_fail(errno, "path", "rename %s to %s: %s", from, to, strerror(errno));
  task_done(NULL);
}

void file_chmod(const struct request *request) {
  task_become(request->file.user);
  const char *path = task_path(request->file.path);
  if (chmod(path, request->file.mode) < 0) task_fail_path(errno, "set the mode of", path);
  task_done(NULL);
}

void file_chown(const struct request *request) {
  uid_t owner = (uid_t)-1;
  gid_t group = (gid_t)-1;
  struct bytes owner_name = request->file.owner, group_name = request->file.group;
  task_become(request->file.user);
  const char *path = task_path(request->file.path);
  if (owner_name.size > 0 && !users_id(owner_name, &owner)) {
    task_fail(EINVAL, "user", "no user %.*s in /etc/passwd", (int)owner_name.size, (const char *)owner_name.data);
  }
  if (group_name.size > 0 && !users_group_id(group_name, &group)) {
    task_fail(EINVAL, "user", "no group %.*s in /etc/group", (int)group_name.size, (const char *)group_name.data);
  }
  if (chown(path, owner, group) < 0) task_fail_path(errno, "set the owner of", path);
  task_done(NULL);
}

void file_realpath(const struct request *request) {
  char resolved[PATH_MAX];
  struct buffer fields = {0};
  task_become(request->file.user);
  const char *path = task_path(request->file.path);
  if (realpath(path, resolved) == NULL) task_fail_path(errno, "resolve", path);
  put_text(&fields, resolved);
  task_done(&fields);
}

void file_user(const struct request *request) {
  struct user user;
  struct buffer fields = {0};
  struct bytes name = request->file.user;
  if (!users_find(name, &user)) {
    task_fail(ENOENT, "user", "no user %.*s in /etc/passwd", (int)name.size, (const char *)name.data);
  }
  put_u32(&fields, user.uid);
  put_u32(&fields, user.gid);
  put_text(&fields, user.name);
  put_text(&fields, user.home);
  put_text(&fields, user.shell);
  task_done(&fields);
}
