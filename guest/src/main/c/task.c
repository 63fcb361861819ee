/* What the work of all workers needs: answers, ids, stat records. */
#include "task.h"

#include "record.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/socket.h>

static int answer_socket = -1;
static int pipe_end = -1;
static struct user become;
static int home_error; /* why the user's home could not be entered */

void task_begin(int answer, int pipe) {
  answer_socket = answer;
  pipe_end = pipe;
}

int task_pipe(void) {
  return pipe_end;
}

static void answer(enum frame_type type, const struct buffer *fields) {
  struct buffer message = {0};
  put_u8(&message, (uint8_t)type);
  if (fields != NULL) put_raw(&message, fields->data, fields->size);
  if (send(answer_socket, message.data, message.size, MSG_NOSIGNAL) < 0) _exit(1);
  buffer_free(&message);
}

void task_started(const struct buffer *fields) {
  answer(FRAME_STARTED, fields);
}

void task_done(const struct buffer *fields) {
  answer(FRAME_DONE, fields);
  _exit(0);
}

void task_fail(int error, const char *what, const char *format, ...) {
  char message[2 * PATH_MAX];
  struct buffer fields = {0};
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  frame_put_error(&fields, error, what, message);
  answer(FRAME_ERROR, &fields);
  _exit(0);
}

char *task_path(struct bytes bytes) {
  char *path = copy_text(bytes);
  if (path[0] != '/' && home_error != 0) {
    task_fail(home_error, "path", "%s is relative to the user's home, but enter %s: %s", path, become.home, strerror(home_error));
  }
  return path;
}

void task_fail_path(int error, const char *tried, const char *path) {
  task_fail(error, "path", "%s %s: %s", tried, path, strerror(error));
}

void task_become(struct bytes user) {
  if (!users_find(user, &become)) {
    task_fail(ENOENT, "user", "no user %.*s in /etc/passwd", (int)user.size, (const char *)user.data);
  }
  if (!users_become(&become)) {
    task_fail(errno, "user", "take on the ids %u:%u of user %s: %s", become.uid, become.gid, become.name, strerror(errno));
  }
  umask(0); /* requests say exactly which mode they want */
  home_error = chdir(become.home) == 0 ? 0 : errno;
}

void task_send(const void *data, size_t size) {
  const uint8_t *from = data;
  while (size > 0) {
    ssize_t wrote = write(pipe_end, from, size);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) _exit(1);
    from += wrote;
    size -= (size_t)wrote;
  }
}

static uint8_t type_of(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFREG: return 1;
    case S_IFDIR: return 2;
    case S_IFLNK: return 3;
    case S_IFIFO: return 4;
    case S_IFSOCK: return 5;
    case S_IFCHR: return 6;
    default: return 7;
  }
}

void task_put_stat(struct buffer *buffer, const struct stat *status, int directory, const char *name) {
  char target[PATH_MAX];
  ssize_t length = S_ISLNK(status->st_mode) ? readlinkat(directory, name, target, sizeof target) : 0;
  put_stat_record(buffer, &(struct stat_record){
    .type = type_of(status->st_mode),
    .mode = status->st_mode & 07777,
    .uid = status->st_uid,
    .gid = status->st_gid,
    .size = (uint64_t)status->st_size,
    .mtime_seconds = status->st_mtim.tv_sec,
    .mtime_nanoseconds = (uint32_t)status->st_mtim.tv_nsec,
    .inode = status->st_ino,
    .links = (uint32_t)status->st_nlink,
    .owner = bytes_of(users_name(status->st_uid)),
    .group = bytes_of(users_group_name(status->st_gid)),
    .target = {(const uint8_t *)target, length < 0 ? 0 : (size_t)length},
  });
}
